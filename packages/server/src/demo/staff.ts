import type { Person } from '@cebao/casework';
import { actsFor, LEVELS, mayAct, type Policy } from '@cebao/pack';
import type { DemoProfile } from './demo-files.ts';
import { numberText } from './number-text.ts';

/** Where somebody is needed: the place, and the organisations that act in the case. */
export interface Need {
  readonly body: string;
  readonly place: string;
  readonly parties: Readonly<Record<string, string>>;
}

/** Everybody who acts in the demo: the cast, and whoever is needed besides, one person for each role at each place. */
export interface Staff {
  readonly people: readonly Person[];
  /** Somebody for a body; a new person when nobody is there yet. Undefined when no role acts for the body. */
  get(policy: Policy, need: Need): Person | undefined;
}

/**
 * Makes people up as they are needed, with the names of the profile: each surname with each numeral once, then with a
 * number. `scene` stands before their ids where there are several scenes.
 */
export function createStaff(cast: readonly Person[], profile: DemoProfile, scene = ''): Staff {
  const people = [...cast];
  const { name, surnames, numerals } = profile.people;
  let made = 0;
  const nextName = (): string => {
    const turn = made++;
    const surname = surnames[turn % surnames.length] as string;
    const numeral = numerals[Math.floor(turn / surnames.length) % numerals.length] as string;
    const round = Math.floor(turn / (surnames.length * numerals.length));
    const given = round === 0 ? numeral : `${numeral}${round + 1}`;
    return name.replace('{surname}', surname).replace('{numeral}', given);
  };
  return {
    people,
    get(policy, { body, place, parties }) {
      const venue = { place, parties };
      const known = people.find((person) =>
        person.assignments.some(
          (held) =>
            actsFor(policy, held, body, venue) &&
            (held.organisation === undefined || held.organisation === parties[body]),
        ),
      );
      if (known && mayAct(policy, [body], venue, known).ok) return known;
      const role = policy.roles.find((one) => one.actsFor === body);
      if (!role) return undefined;
      const organisation = role.organisation ? parties[body] : undefined;
      if (role.organisation && organisation === undefined) return undefined;
      const at = role.organisation
        ? profile.region
        : role.level === undefined
          ? place
          : place
              .split('/')
              .slice(0, LEVELS.indexOf(role.level) + 1)
              .join('/');
      const person: Person = {
        name: nextName(),
        id: numberText(`${scene}person-{n3}`, made),
        assignments: [{ role: role.id, place: at, ...(organisation === undefined ? {} : { organisation }) }],
      };
      people.push(person);
      return person;
    },
  };
}
