import { isKept, type KeptRegister, mayKeep, mayRead } from '@cebao/casework';
import { isWithin, levelOf, type Policy, type Register } from '@cebao/pack';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** A book that a place keeps, as a person may read it. */
export interface Book {
  readonly register: Register;
  readonly policy: Policy;
  readonly place: string;
  readonly placeTitle: string;
  readonly mayKeep: boolean;
}

/**
 * The books that places keep, by hand or as accounts, where the person works, below it, and what reaches from there upwards
 * by their own roles; the pack nearest to a place speaks for it.
 */
export function booksOf(services: Services, viewer: Viewer, id?: string): Book[] {
  const { person } = viewer;
  const books: Book[] = [];
  for (const region of regionsOf(services, viewer)) {
    const policy = services.policies.newest(region);
    if (!policy.ok) continue;
    const registers = policy.value.registers.filter(
      (one) => one.flow === undefined && (id === undefined || one.id === id),
    );
    for (const register of registers) {
      for (const { path, title } of services.instance().places) {
        if (levelOf(path) !== register.level || nearestRegion(services, path) !== region) continue;
        if (!person.assignments.some(({ place }) => isWithin(path, place) || isWithin(place, path))) continue;
        const found = policyAt(services, path);
        if (found === undefined || !mayRead(found, register, path, person)) continue;
        books.push({
          register,
          policy: found,
          place: path,
          placeTitle: title,
          mayKeep: isKept(register) && mayKeep(found, register, path, person),
        });
      }
    }
  }
  return books;
}

/** A book of a place; undefined where there is none that the person may read. */
export function findBook(services: Services, viewer: Viewer, id: string, place: string): Book | undefined {
  return booksOf(services, viewer, id).find((book) => book.place === place);
}

/** A register that people keep, in a book. */
export type KeptBook = Book & { readonly register: KeptRegister };

export function isKeptBook(book: Book): book is KeptBook {
  return isKept(book.register);
}

/** Regions of packs at which the person works or that lie below, and those above with books of the person's own places. */
function regionsOf(services: Services, { person }: Viewer): string[] {
  return services.policies
    .packs()
    .map(({ manifest }) => manifest.region)
    .filter((region) => person.assignments.some(({ place }) => isWithin(region, place) || isWithin(place, region)));
}

/** The region of the pack that speaks for a place. */
function nearestRegion(services: Services, place: string): string | undefined {
  let nearest: string | undefined;
  for (const { manifest } of services.policies.packs())
    if (isWithin(place, manifest.region) && manifest.region.length > (nearest?.length ?? -1)) nearest = manifest.region;
  return nearest;
}

function policyAt(services: Services, place: string): Policy | undefined {
  const policy = services.policies.newest(place);
  return policy.ok ? policy.value : undefined;
}
