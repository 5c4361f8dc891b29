import type { JsonValue } from '@cebao/engine';
import { useSyncExternalStore } from 'react';

/** Where the person is in the tour; kept for this window. */
export interface TourState {
  readonly on: boolean;
  readonly act: number;
  /** The case the tour worked on last. */
  readonly caseId?: string;
  /** What is filled in for the person, at which step. */
  readonly fill?: {
    readonly step?: string;
    readonly dialog?: string;
    readonly reason?: string;
    readonly data?: Readonly<Record<string, JsonValue>>;
  };
}

const KEY = 'cebao.tour';
const START: TourState = { on: false, act: 0 };
const listeners = new Set<() => void>();
let state: TourState = load();

/** Changes the tour's state; undefined members are taken out. */
export function changeTour(change: { readonly [K in keyof TourState]?: TourState[K] | undefined }): void {
  state = Object.fromEntries(
    Object.entries({ ...state, ...change }).filter(([, value]) => value !== undefined),
  ) as unknown as TourState;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // The tour goes on without being remembered.
  }
  for (const listener of listeners) listener();
}

export function useTour(): TourState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

function load(): TourState {
  try {
    return { ...START, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<TourState>) };
  } catch {
    return START;
  }
}
