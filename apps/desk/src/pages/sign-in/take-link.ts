let taken: string | undefined;

/**
 * Takes the one-time code out of the address (`#link=…` or `?link=…`) before anything else runs, so that it stays in
 * no history and no referrer.
 */
export function cleanAddress(): void {
  const url = new URL(window.location.href);
  const mark = new URLSearchParams(url.hash.slice(1));
  const link = mark.get('link') ?? url.searchParams.get('link');
  if (link === null) return;
  taken = link;
  url.searchParams.delete('link');
  if (mark.has('link')) url.hash = '';
  window.history.replaceState(null, '', url.pathname + url.search + url.hash);
}

/** The code that was taken; given once. */
export function takeLink(): string | undefined {
  const link = taken;
  taken = undefined;
  return link;
}
