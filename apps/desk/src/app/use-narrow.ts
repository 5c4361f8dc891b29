import { useSyncExternalStore } from 'react';

/** A hook that tells whether the window is at most so wide, and follows it. */
function widthHook(atMost: number): () => boolean {
  const query = window.matchMedia(`(max-width: ${atMost}px)`);
  const subscribe = (changed: () => void): (() => void) => {
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  };
  return () => useSyncExternalStore(subscribe, () => query.matches);
}

/** Whether there is room for one column only. */
export const useNarrow = widthHook(820);

/** Whether the rooms of the desk stand in a bar at the bottom, as on a phone: as in `desk.css`. */
export const useBottomBar = widthHook(720);

/** Whether few rooms of the desk fit into the row at the top, and whether not all do. */
export const useShortRow = widthHook(1100);
export const useTightRow = widthHook(1420);
