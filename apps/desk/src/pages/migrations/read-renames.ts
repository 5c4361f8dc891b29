/**
 * Renamed steps as they are typed, one per line: `old=new`. Undefined where a line is no such pair.
 *
 * @example
 * readRenames('review=look'); // { review: 'look' }
 */
export function readRenames(text: string): Record<string, string> | undefined {
  const renames: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [from = '', to = '', ...more] = line.split('=').map((part) => part.trim());
    if (from === '' || to === '' || more.length > 0) return undefined;
    renames[from] = to;
  }
  return renames;
}
