import {
  type AnonymousAnswer,
  applySurveyEvent,
  checkAnswer,
  decideSurvey,
  type HeldSurvey,
  inNoOrder,
  type Person,
  type SurveyCommand,
  type SurveyEvent,
} from '@cebao/casework';
import type { Issue, Result } from '@cebao/engine';
import type { Rulebook } from '@cebao/pack';
import { addDays, officeDay } from './days.ts';
import type { DemoSurveys } from './demo-surveys.ts';

/** A survey as the demo has it: what happened, what that leaves, and what came without names while it still runs. */
export interface DemoSurvey {
  readonly held: HeldSurvey;
  readonly events: readonly SurveyEvent[];
  readonly bags: Readonly<Record<string, readonly AnonymousAnswer[]>>;
}

/** Holds the surveys of a file by the same commands as the service's; the same file and day give the same events. */
export function makeSurveys(
  { surveys }: DemoSurveys,
  rulebook: Rulebook,
  people: readonly Person[],
  today: string,
  prefix: string,
): Result<DemoSurvey[]> {
  const made: DemoSurvey[] = [];
  let ids = 0;
  const newId = () => `${prefix}survey-${String(++ids).padStart(4, '0')}`;
  for (const [position, written] of surveys.entries()) {
    const at = `surveys.json#/surveys/${position}`;
    const { place, subject, size, n, seed } = written;
    const found = rulebook.policy(place);
    if (!found.ok) return found;
    const policy = found.value;
    const kind = policy.surveys.find(({ id }) => id === written.survey);
    if (!kind) return stuck(at, [{ code: 'unknownSurvey', path: '', params: {} }]);
    const events: SurveyEvent[] = [];
    let held: HeldSurvey | undefined;
    const act = (by: string, daysAgo: number, time: string, command: SurveyCommand): readonly Issue[] => {
      const actor = people.find(({ id }) => id === by);
      if (!actor) return [{ code: 'unknownPerson', path: '', params: { id: by } }];
      const now = `${lastOfficeDay(addDays(today, -daysAgo), today)}T${time}:00+08:00`;
      const decided = decideSurvey(policy, kind, held, command, { now, actor, newId });
      if (!decided.ok) return decided.issues;
      events.push(decided.value.event);
      held = applySurveyEvent(held, decided.value.event);
      return [];
    };
    const answers = Object.fromEntries(
      Object.entries(written.answers).map(([side, given]) => [
        side,
        inNoOrder(given.flatMap(({ data, times }) => Array.from({ length: times }, () => ({ place, data })))),
      ]),
    );
    const issues = [
      ...kind.sides.flatMap(({ id, form }) =>
        (answers[id] ?? []).flatMap(({ data }) => checkAnswer(policy, form, data)),
      ),
      ...act(written.by, written.openedDaysAgo, '09:00', {
        type: 'open',
        place,
        subject,
        until: addDays(today, written.until - written.openedDaysAgo),
        populations: [{ place, size }],
        rule: { mode: 'random', n, seed },
      }),
      ...(written.named ?? []).flatMap(({ by, daysAgo, side, data }) =>
        act(by, daysAgo, '10:30', { type: 'answer', side, data }),
      ),
      ...(written.closedDaysAgo === undefined
        ? []
        : act(written.by, written.closedDaysAgo, '16:00', { type: 'close', answers })),
    ];
    if (issues.length > 0 || !held) return stuck(at, issues);
    made.push({ held, events, bags: written.closedDaysAgo === undefined ? answers : {} });
  }
  return { ok: true, value: made };
}

/** An office day that is over. */
function lastOfficeDay(day: string, today: string): string {
  const office = officeDay(day);
  return office < today ? office : addDays(today, -1);
}

function stuck(path: string, issues: readonly Issue[]): { ok: false; issues: Issue[] } {
  return { ok: false, issues: issues.map((issue) => ({ ...issue, path: `${path} ${issue.path}` })) };
}
