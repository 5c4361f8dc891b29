import type { JsonValue, Result } from '@cebao/engine';
import type { Answer, Meeting } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import { type HeldMeeting, presentIn, tookPlace } from './held-meeting.ts';
import type { Member } from './meeting-members.ts';

/** What a decision of the pack answered about a body that meets, or about one of its meetings. */
export interface AskedOfMeeting {
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly at: string;
  readonly answer: Answer;
}

/** Asks the decisions about the body, on a day. */
export function askAboutBody(
  policy: CasePolicy,
  meeting: Meeting,
  place: string,
  members: readonly Member[],
  meetings: readonly HeldMeeting[],
  at: string,
): Result<AskedOfMeeting[]> {
  const held = meetings
    .filter((one) => tookPlace(one) && one.on <= at)
    .map(({ on }) => on)
    .sort();
  return ask(policy, meeting.asks ?? [], at, {
    $held: held,
    $last: held.at(-1) ?? null,
    $members: members.map(({ data }) => data),
    $place: place,
    $at: at,
  });
}

/** Asks the decisions about a meeting with minutes, by the rules of its day. */
export function askAboutMeeting(
  policy: CasePolicy,
  meeting: Meeting,
  members: readonly Member[],
  held: HeldMeeting,
): Result<AskedOfMeeting[]> {
  const dataOf = (id: string) => members.find(({ member }) => member === id)?.data ?? null;
  const there = new Set(presentIn(held.minutes).map(({ member }) => member));
  return ask(policy, meeting.judges ?? [], held.on, {
    $on: held.on,
    $number: held.number,
    $chair: dataOf(held.chair.member),
    $present: members.filter(({ member }) => there.has(member)).map(({ data }) => data),
    $absent: members.filter(({ member }) => !there.has(member)).map(({ data }) => data),
    $place: held.place,
    $stage: held.stage ?? null,
  });
}

function ask(
  policy: CasePolicy,
  questions: NonNullable<Meeting['asks']>,
  at: string,
  names: Readonly<Record<string, JsonValue>>,
): Result<AskedOfMeeting[]> {
  const evaluate = evaluatorAt(policy, at);
  const asked: AskedOfMeeting[] = [];
  for (const { decision, facts: given } of questions) {
    const facts: Record<string, JsonValue> = {};
    for (const [fact, expression] of Object.entries(given)) {
      const run = evaluate(expression as JsonValue, (name) => (Object.hasOwn(names, name) ? names[name] : undefined));
      if (!run.ok) return run;
      if (run.value !== null) facts[fact] = run.value;
    }
    const answer = policy.decide({ at, decision, facts });
    if (!answer.ok) return answer;
    asked.push({ decision, facts, at, answer: answer.value });
  }
  return { ok: true, value: asked };
}

/**
 * The stages of the round that runs: of the meetings before a day, those after the last one that ended a round, oldest
 * first.
 */
export function stagesDone(
  policy: CasePolicy,
  { stages }: Meeting,
  meetings: readonly HeldMeeting[],
  before: string,
  but?: string,
): string[] {
  if (!stages) return [];
  let done: string[] = [];
  const inOrder = meetings
    .filter(({ id, status, on, stage }) => status !== 'cancelled' && id !== but && on <= before && stage !== undefined)
    .sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.number - b.number));
  for (const { stage, on } of inOrder) {
    done.push(stage as string);
    if (stages.closes !== undefined && allows(policy, stages, done, stages.closes, on) === undefined) done = [];
  }
  return done;
}

/** Why a stage may not be held now, by the pack's own decision; undefined when it may. */
export function refusesStage(
  policy: CasePolicy,
  meeting: Meeting,
  done: readonly string[],
  stage: string,
  at: string,
): string | undefined {
  return meeting.stages && allows(policy, meeting.stages, done, stage, at);
}

function allows(
  policy: CasePolicy,
  { decision, done: doneFact, action }: NonNullable<Meeting['stages']>,
  done: readonly string[],
  stage: string,
  at: string,
): string | undefined {
  const answer = policy.decide({ at, decision, facts: { [doneFact]: [...done], [action]: stage } });
  if (!answer.ok) return answer.issues[0]?.code ?? 'unknownDecision';
  return answer.value.status === 'decided' ? undefined : (answer.value.reason ?? answer.value.status);
}
