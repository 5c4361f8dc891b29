/**
 * Yuan as books write it: groups of three, two decimals. By text, no digit is computed.
 *
 * @example
 * moneyText(1234.5); // '1,234.50'
 */
export function moneyText(yuan: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(yuan)) ?? [];
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
