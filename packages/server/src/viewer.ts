import type { Person } from '@cebao/pack';

/** Who asks: a person behind a session. */
export interface Viewer {
  readonly person: Person;
  /** Hash of the session's secret. */
  readonly session: string;
}
