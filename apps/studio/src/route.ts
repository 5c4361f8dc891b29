import { useSyncExternalStore } from 'react';

/** Where in the studio one is; kept in the address after `#`. */
export type Route =
  | { readonly page: 'params' }
  | { readonly page: 'param'; readonly id: string }
  | { readonly page: 'drafts' };

/** `#/params/demo%2Fthreshold` ↔ `{ page: 'param', id: 'demo/threshold' }`. Unknown addresses lead to the list. */
export function readRoute(hash: string): Route {
  const [, page, id] = hash.replace(/^#/, '').split('/');
  if (page === 'drafts') return { page: 'drafts' };
  if (page === 'params' && id) {
    try {
      return { page: 'param', id: decodeURIComponent(id) };
    } catch {
      return { page: 'params' };
    }
  }
  return { page: 'params' };
}

export function hashOf(route: Route): string {
  return route.page === 'param' ? `#/params/${encodeURIComponent(route.id)}` : `#/${route.page}`;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );
  return readRoute(hash);
}

/** The desk, where one signs in and where the guided tour is. */
export const DESK = '/';

/** Back to the step of the guided tour that sent one here, if one came that way. */
export function tourAddress(search: string): string | undefined {
  const tour = new URLSearchParams(search).get('tour');
  return tour === null ? undefined : `${DESK}?${new URLSearchParams({ tour })}`;
}
