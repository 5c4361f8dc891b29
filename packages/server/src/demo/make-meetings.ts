import {
  applyMeetingEvent,
  chairedBy,
  chairOf,
  decideMeeting,
  type HeldMeeting,
  type MeetingCommand,
  type MeetingEvent,
  membersOn,
  type Person,
} from '@cebao/casework';
import type { Issue, Result } from '@cebao/engine';
import { fill, type Policy, type Rulebook } from '@cebao/pack';
import { addDays, officeDay } from './days.ts';
import type { DemoMeetings } from './demo-meetings.ts';
import type { DemoRecord } from './make-records.ts';

/** A meeting as the demo has it: what happened, and what that leaves. */
export interface DemoMeeting {
  readonly held: HeldMeeting;
  readonly events: readonly MeetingEvent[];
  readonly policy: Policy;
}

type Written = DemoMeetings['bodies'][number];

/** Days between the call of a meeting and the meeting. */
const NOTICE = 5;

/** Holds the meetings of a file by the same commands as the service's; the same file, records and day give the same events. */
export function makeMeetings(
  file: DemoMeetings,
  rulebook: Rulebook,
  people: readonly Person[],
  records: readonly DemoRecord[],
  today: string,
  prefix: string,
): Result<DemoMeeting[]> {
  const made: DemoMeeting[] = [];
  let ids = 0;
  const newId = () => `${prefix}meeting-${String(++ids).padStart(4, '0')}`;
  for (const [position, body] of file.bodies.entries()) {
    const found = rulebook.policy(body.place);
    if (!found.ok) return found;
    const policy = found.value;
    const kind = policy.findMeeting(body.meeting);
    const [caller, clerk] = [body.calledBy, body.recordedBy].map((id) => people.find((one) => one.id === id));
    const at = `meetings.json#/bodies/${position}`;
    if (!kind || !caller || !clerk) return stuck(at, [{ code: 'unknownMeeting', path: '', params: {} }]);
    const members = records
      .map(({ record }) => record)
      .filter(({ register, place }) => register === kind.members.register && place === body.place);
    const meetings: HeldMeeting[] = [];
    for (const [index, written] of body.meetings.entries()) {
      const on = officeDay(addDays(today, -written.daysAgo));
      const events: MeetingEvent[] = [];
      let held: HeldMeeting | undefined;
      const act = (actor: Person, day: string, time: string, command: MeetingCommand): readonly Issue[] => {
        const now = `${day}T${time}:00+08:00`;
        const context = { now, actor, newId, meetings, members };
        const decided = decideMeeting(policy, kind, held, command, context);
        if (!decided.ok) return decided.issues;
        events.push(decided.value);
        held = applyMeetingEvent(held, decided.value);
        return [];
      };
      const present = membersOn(policy, kind, members, on);
      // Before there were members there was no meeting: the demo may be made on any day.
      if (present.length === 0) continue;
      const turn = chairOf(kind, present, chairedBy(meetings, { until: on }));
      const called = act(caller, callDay(on, today), '09:00', {
        type: 'call',
        place: body.place,
        on,
        time: written.time,
        where: written.where,
        stage: written.stage,
        chair: written.chair?.member ?? turn?.member ?? present[0]?.member ?? '',
        chairReason: written.chair?.reason,
        agenda: written.agenda.map(({ kind: of, title }) => ({ kind: of, title })),
      });
      const issues = [...called];
      const left = (): HeldMeeting | undefined => held;
      if (issues.length === 0 && written.daysAgo > 0)
        issues.push(
          ...keepMinutes(
            left() as HeldMeeting,
            written,
            present,
            on,
            (day, command) => act(clerk, day, '16:30', command),
            left,
            today,
          ),
        );
      const after = left();
      if (issues.length > 0 || !after) return stuck(`${at}/meetings/${index}`, issues);
      meetings.push(after);
      made.push({ held: after, events, policy });
    }
  }
  return { ok: true, value: made };
}

/** The minutes of a meeting, and what became of its resolutions up to today. */
function keepMinutes(
  called: HeldMeeting,
  { agenda, absent = {}, resolutions = [] }: Written['meetings'][number],
  members: readonly { readonly member: string }[],
  on: string,
  act: (day: string, command: MeetingCommand) => readonly Issue[],
  left: () => HeldMeeting | undefined,
  today: string,
): readonly Issue[] {
  const itemOf = (position: number): string => called.agenda[position]?.id ?? '';
  const year = on.slice(0, 4);
  const kept = act(on, {
    type: 'minutes',
    close: true,
    minutes: {
      attendance: members.map(({ member }) => ({ member, how: 'present' as const, ...absent[member] })),
      discussion: Object.fromEntries(
        agenda.flatMap(({ discussion }, position) =>
          discussion === undefined ? [] : [[itemOf(position), discussion]],
        ),
      ),
      resolutions: resolutions.map(({ item, no, until, followed: _followed, ...rest }) => ({
        ...rest,
        item: itemOf(item),
        no: fill(no, { year }),
        ...(until === undefined ? {} : { until: addDays(on, until) }),
      })),
    },
  });
  if (kept.length > 0) return kept;
  const written = left()?.minutes?.resolutions ?? [];
  const told = resolutions
    .flatMap(({ followed = [] }, position) =>
      followed.map(({ after, text, done }) => ({ day: addDays(on, after), position, text, done })),
    )
    .filter(({ day }) => day < today)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  return told.flatMap(({ day, position, text, done }) =>
    act(day, { type: 'follow', resolution: written[position]?.id ?? '', text, done }),
  );
}

/** Called some days before, but never after the day on which the demo is made. */
function callDay(on: string, today: string): string {
  const day = addDays(on, -NOTICE);
  return day < today ? day : addDays(today, -1);
}

function stuck(path: string, issues: readonly Issue[]): { ok: false; issues: Issue[] } {
  return { ok: false, issues: issues.map((issue) => ({ ...issue, path: `${path} ${issue.path}` })) };
}
