import type { OrganisationRow } from '../api/places.ts';
import type { DemoProfile } from './demo-files.ts';
import { numberText } from './number-text.ts';

/** The organisations of a profile, registered at its region. */
export function makeOrganisations(groups: DemoProfile['organisations'], region: string): OrganisationRow[] {
  return groups.flatMap(({ kind, count, id, title }) =>
    Array.from({ length: count }, (_, index) => ({
      id: numberText(id, index + 1),
      title: numberText(title, index + 1),
      kind,
      place: region,
    })),
  );
}

/** A person on the roster of certified social workers; who they are stays open. */
export interface RosterEntry {
  readonly id: string;
  readonly name: string;
  readonly level: string;
}

/** The roster of a profile, numbered through all levels. */
export function makeRoster(groups: DemoProfile['socialWorkers']): RosterEntry[] {
  let n = 0;
  return (groups ?? []).flatMap(({ level, count, name }) =>
    Array.from({ length: count }, () => ({ id: String((n += 1)).padStart(4, '0'), name: numberText(name, n), level })),
  );
}
