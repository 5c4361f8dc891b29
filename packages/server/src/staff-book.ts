import { type Delegation, personOn, type Staff, type Staffing } from '@cebao/casework';
import type { Person } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';
import type { Instance } from './instance.ts';

/** Posts and deputies by person: documents made from the events of `staff/<person>` and nothing else. */
export const STAFFING = 'staffing';

const STREAM = 'staff/';

/** The stream of a person's posts. */
export function staffStream(person: string): string {
  return `${STREAM}${person}`;
}

export function isStaffStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

/** Who holds which post, held in memory as the rest of the instance is. */
export interface StaffBook extends Staff {
  everybody(): readonly Staffing[];
  /** The person with the posts held on a day, those of a deputy among them. */
  personOn(id: string, day: string): Person | undefined;
  /** Takes over what was just written. */
  adopt(staffing: Staffing): void;
}

/** The document that follows from a person's staffing. */
export function projectStaffing(staffing: Staffing): DocumentWrite {
  return {
    put: {
      collection: STAFFING,
      key: staffing.person,
      value: inKeyOrder(staffing),
    },
  };
}

export async function loadStaff(store: Store, instance: () => Instance): Promise<StaffBook> {
  const kept = new Map<string, Staffing>();
  for await (const { key, value } of eachDocument(store, STAFFING)) kept.set(key, value as unknown as Staffing);
  const book: StaffBook = {
    findPerson: (id) => instance().findPerson(id),
    findStaffing: (person) => kept.get(person),
    delegationsTo: (deputy) =>
      [...kept.values()].flatMap(({ person, delegations }) =>
        delegations.filter((one: Delegation) => one.deputy === deputy).map((delegation) => ({ person, delegation })),
      ),
    everybody: () => [...kept.values()],
    personOn: (id, day) => personOn(book, id, day),
    adopt: (staffing) => void kept.set(staffing.person, staffing),
  };
  return book;
}
