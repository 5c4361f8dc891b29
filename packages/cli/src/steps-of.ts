/** A number of steps as it is written; undefined when left out, null when it is none. */
export function stepsOf(text: string | undefined): number | undefined | null {
  if (text === undefined) return undefined;
  return /^[1-9]\d{0,10}$/.test(text) ? Number(text) : null;
}
