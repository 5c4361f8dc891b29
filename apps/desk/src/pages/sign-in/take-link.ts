let taken: string | undefined;

/**
 * Takes the one-time code out of the address before anything else runs, so that it stays in no history and no
 * referrer; gives it once.
 */
export function cleanAddress(): void {
  const url = new URL(window.location.href);
  const link = url.searchParams.get('link');
  if (link === null) return;
  taken = link;
  url.searchParams.delete('link');
  window.history.replaceState(null, '', url.pathname + url.search + url.hash);
}

export function takeLink(): string | undefined {
  const link = taken;
  taken = undefined;
  return link;
}
