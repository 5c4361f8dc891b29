const DAY_MS = 86_400_000;

/** Days of a civil date since 1970-01-01; no time zone has a part in it. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

/** The civil date of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Saturday or Sunday. */
export function isWeekend(date: string): boolean {
  return (dayNumber(date) + 3) % 7 >= 5;
}
