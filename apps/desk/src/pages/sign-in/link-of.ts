/** The one-time code of a pasted address, or of a pasted code itself. */
export function linkOf(text: string): string {
  const plain = text.trim();
  const mark = plain.indexOf('link=');
  return mark < 0 ? plain : decodeURIComponent(plain.slice(mark + 5).split('&')[0] ?? '');
}
