/**
 * The civil day before a civil day.
 *
 * @example
 * dayBefore('2024-03-01'); // '2024-02-29'
 */
export function dayBefore(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10);
}
