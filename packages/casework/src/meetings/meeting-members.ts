import type { JsonValue } from '@cebao/engine';
import type { Meeting } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import { type KeptRecord, versionAt } from '../records/kept-record.ts';
import type { HeldMeeting } from './held-meeting.ts';
import { turnsAhead, whoseTurn } from './whose-turn.ts';

/** Somebody who sits in a body that meets. */
export interface Member {
  readonly member: string;
  readonly name: string;
  readonly mayChair: boolean;
  /** What the register says. */
  readonly data: Readonly<Record<string, JsonValue>>;
}

/** The members on a day, in the order in which they take turns. */
export function membersOn(
  policy: CasePolicy,
  { members, chair }: Meeting,
  records: readonly KeptRecord[],
  day: string,
): Member[] {
  const evaluate = evaluatorAt(policy, day);
  return records
    .flatMap((record): Member[] => {
      const version = versionAt(record, day);
      if (!version) return [];
      const data = { ...version.data, $id: record.id };
      const run =
        chair?.where === undefined
          ? undefined
          : evaluate(chair.where as JsonValue, (name) =>
              Object.hasOwn(data, name) ? (data as Record<string, JsonValue>)[name] : undefined,
            );
      return [
        {
          member: String(version.data[members.key] ?? record.id),
          name: String(version.data[members.name] ?? ''),
          mayChair: chair !== undefined && (run === undefined || (run.ok && run.value === true)),
          data,
        },
      ];
    })
    .sort((a, b) => placeOf(a, members.order) - placeOf(b, members.order) || (a.member < b.member ? -1 : 1));
}

function placeOf({ data }: Member, order: string | undefined): number {
  const place = order === undefined ? undefined : data[order];
  return typeof place === 'number' ? place : 0;
}

/** Who has chaired, oldest first: of the meetings that were not called off, up to a day. */
export function chairedBy(
  meetings: readonly HeldMeeting[],
  { until = '9999-12-31', but }: { readonly until?: string; readonly but?: string } = {},
): string[] {
  return meetings
    .filter(({ id, status, on }) => status !== 'cancelled' && id !== but && on <= until)
    .sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.number - b.number))
    .map(({ chair }) => chair.member);
}

/**
 * The member who chairs next: whose turn it is where the chair rotates, else the first who may; undefined where nobody may
 * or the pack does not say.
 */
export function chairOf(
  { chair }: Meeting,
  members: readonly Member[],
  chaired: readonly string[],
): Member | undefined {
  const able = members.filter(({ mayChair }) => mayChair);
  if (chair?.rotates !== true) return able[0];
  const next = whoseTurn(
    able.map(({ member }) => member),
    chaired,
  );
  return able.find(({ member }) => member === next);
}

/** The next chairs where the chair rotates. */
export function chairsAhead(
  { chair }: Meeting,
  members: readonly Member[],
  chaired: readonly string[],
  count: number,
): Member[] {
  if (chair?.rotates !== true) return [];
  const able = members.filter(({ mayChair }) => mayChair);
  return turnsAhead(
    able.map(({ member }) => member),
    chaired,
    count,
  ).flatMap((id) => able.find(({ member }) => member === id) ?? []);
}
