/**
 * Digits as a keyboard in Chinese mode writes them, made plain: full-width digits, points, minus signs, and separators
 * and spaces taken away.
 *
 * @example
 * plainDigits('\uFF11\uFF0C\uFF12\uFF10\uFF10\uFF0E\uFF15'); // '1200.5'
 */
export function plainDigits(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\uFF0E\u3002]/g, '.')
    .replace(/[\uFF0D\u2212]/g, '-')
    .replace(/[,\uFF0C\s\u3000]/g, '');
}
