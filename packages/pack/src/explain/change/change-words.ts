import type { JsonValue } from '@cebao/engine';
import type { Answer, Status } from '../../answer.ts';
import { packMessages } from '../../messages/zh-CN.ts';
import { rulesOf } from '../../table/index.ts';
import { answerWords, factTitle } from '../answer-words.ts';
import { nameRead, specOf, told } from '../operands.ts';
import { comesToTheSame } from '../outcome.ts';
import { join, say, tidy } from '../say.ts';
import { type AskedQuestion, type Scene, treeOf } from '../scene.ts';
import { stepTitles } from '../step-words.ts';
import { isRoundMoney } from '../values.ts';
import { type Candidate, factAt } from './candidate.ts';
import { nodesOf } from './trees.ts';

/** One way to another answer: in words, as facts, and what it was verified to lead to. */
export interface Change {
  readonly text: string;
  /** The changed facts by their dotted paths; `$at` is the day asked for. */
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly leadsTo: { readonly status: Status; readonly value?: JsonValue; readonly reason?: string };
}

/** Changed facts with the answer they were verified to lead to. */
export interface Way {
  readonly candidates: readonly Candidate[];
  readonly answer: Answer;
}

/** Ways in words; choices of one fact are told together. */
export function changeWords(scene: Scene, question: AskedQuestion, ways: readonly Way[]): Change[] {
  const groups: Way[][] = [];
  for (const way of ways) {
    const [candidate] = way.candidates;
    const group =
      way.candidates.length === 1 && isChoice(candidate)
        ? groups.find(([first]) => {
            const other = first?.candidates.length === 1 ? first.candidates[0] : undefined;
            return other?.manner.kind === candidate?.manner.kind && other?.path === candidate?.path;
          })
        : undefined;
    if (group) group.push(way);
    else groups.push([way]);
  }
  return groups.map((group) => changeOf(scene, question, group));
}

/** One of several values or items: what belongs to the same fact is told together. */
function isChoice(candidate: Candidate | undefined): boolean {
  const manner = candidate?.manner;
  return manner?.kind === 'is' || ((manner?.kind === 'add' || manner?.kind === 'drop') && manner.items.length === 1);
}

function changeOf(scene: Scene, question: AskedQuestion, group: readonly Way[]): Change {
  const [first] = group as [Way, ...Way[]];
  const cases: Way[][] = [];
  for (const way of group) {
    const same = cases.find(([one]) => one && comesToTheSame(one.answer, way.answer) && saysTheSame(scene, one, way));
    if (same) same.push(way);
    else cases.push([way]);
  }
  const text = cases
    .map((ways) => {
      const [one] = ways as [Way, ...Way[]];
      const stepsOnly = one.candidates.every(({ manner }) => manner.kind === 'steps');
      const when = whenWords(scene, question, ways);
      return say(stepsOnly ? 'change' : 'changeCase', { when, then: thenWords(scene, one) });
    })
    .join(say('sentence'));
  const { status, value, reason } = first.answer;
  return {
    text: tidy(text),
    facts: Object.fromEntries(first.candidates.map((candidate) => [candidate.path, candidate.value])),
    leadsTo: {
      status,
      ...(value === undefined ? {} : { value }),
      ...(reason === undefined ? {} : { reason }),
    },
  };
}

function saysTheSame(scene: Scene, a: Way, b: Way): boolean {
  return thenWords(scene, a) === thenWords(scene, b);
}

function thenWords(scene: Scene, { answer: exact, candidates }: Way): string {
  const answer = candidates.some(({ manner }) => manner.kind === 'bound') ? withoutMade(scene, exact) : exact;
  const words =
    answer.status === 'missingFacts'
      ? say('changeFillThen', { facts: missingTitles(scene, answer) })
      : answerWords(answer, scene.decision, scene.name);
  return answer.assumptions.length > 0 ? say('changeAssumed', { text: words }) : words;
}

/** Beyond a boundary a figure that is calculated from facts is this one only at the boundary itself: left out. */
function withoutMade(scene: Scene, answer: Answer): Answer {
  const { value } = answer;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return answer;
  const hit = answer.trace.find((line) => line.hit && (line.at === 'rule' || line.at === 'row'))?.rule;
  const made = rulesOf(scene.decision).find(({ id }) => id === hit)?.then.value as JsonValue | undefined;
  const tree = made === undefined ? undefined : treeOf(made);
  if (tree?.kind !== 'object') return answer;
  const calculated = new Set(
    tree.fields
      .filter(([, node]) => [...nodesOf([node])].some((one) => nameRead(one) !== undefined))
      .map(([key]) => key),
  );
  const kept = Object.entries(value).filter(([key, item]) => typeof item !== 'number' || !calculated.has(key));
  return kept.length === 0 ? answer : { ...answer, value: Object.fromEntries(kept) };
}

function whenWords(scene: Scene, question: AskedQuestion, ways: readonly Way[]): string {
  const [first] = ways as [Way, ...Way[]];
  const steps = first.candidates.find(({ manner }) => manner.kind === 'steps');
  const others = first.candidates.filter((candidate) => candidate !== steps);
  const said = others.map((candidate) =>
    candidate.manner.kind === 'is' && first.candidates.length === 1
      ? choiceWords(
          scene,
          candidate.path,
          ways.map(({ candidates }) => candidates[0]?.value ?? null),
          factAt(question.facts, candidate.path),
        )
      : factWords(scene, question, candidate),
  );
  const when = said.length === 0 ? '' : say('changeWhen', { list: join(said, 'changeJoin') });
  return join([stepWords(scene, steps), when], 'clause');
}

function stepWords(scene: Scene, candidate: Candidate | undefined): string {
  if (candidate?.manner.kind !== 'steps') return '';
  const flow = scene.decision.flow === undefined ? undefined : scene.policy.findFlow(scene.decision.flow);
  if (!flow) return '';
  const { steps } = candidate.manner;
  return say(steps.length > 1 ? 'changeStepsOrder' : 'changeSteps', { steps: stepTitles(flow, steps) });
}

/** A fact that takes one of some values; when all but the stated one lead there: that it is not the stated one. */
function choiceWords(scene: Scene, path: string, values: readonly JsonValue[], stated?: JsonValue): string {
  const fact = titleOfPath(scene, path);
  const spec = specOf(path, scene);
  if (spec?.type === 'boolean') return yesNoWords(scene, path, values[0] === true);
  const others = [...new Set([...(spec?.enum ?? []), ...Object.keys(spec?.labels ?? {})])].filter(
    (one) => one !== stated,
  );
  if (stated !== undefined && others.length > 2 && others.every((one) => values.includes(one)))
    return say('changeIsNot', { fact, value: told(stated, spec, scene) });
  const said = values.map((value) => told(value, spec, scene));
  return say('changeIs', {
    fact,
    values:
      said.length < 2 ? (said[0] ?? '') : `${said.slice(0, -1).join(say('list'))}${say('or')}${said.at(-1) ?? ''}`,
  });
}

function yesNoWords(scene: Scene, path: string, value: boolean): string {
  const own = specOf(path, scene)?.labels?.[`${value}`];
  return own ?? say('changeYesNo', { fact: titleOfPath(scene, path), value: say(value ? 'yes' : 'no') });
}

const SIDES = {
  number: { exceeds: 'changeExceeds', reaches: 'changeReaches', atMost: 'changeAtMost', below: 'changeBelow' },
  day: { exceeds: 'changeAfter', reaches: 'changeFrom', atMost: 'changeUntil', below: 'changeBefore' },
} as const;

function factWords(scene: Scene, question: AskedQuestion, { path, value, manner }: Candidate): string {
  const fact = titleOfPath(scene, path);
  const spec = path === '$at' ? undefined : specOf(path, scene);
  switch (manner.kind) {
    case 'is':
      return choiceWords(scene, path, [value]);
    case 'bound': {
      if (manner.side === 'reaches' && manner.bound === 0.01)
        return say('changeExceeds', { fact, value: told(0, spec, scene) });
      const style = typeof manner.bound === 'number' && isRoundMoney(manner.bound, spec?.unit) ? 'both' : 'short';
      const sides = SIDES[typeof manner.bound === 'number' ? 'number' : 'day'];
      return say(sides[manner.side], { fact, value: told(manner.bound, spec, scene, style) });
    }
    case 'add':
    case 'drop':
      return say(manner.kind === 'add' ? 'changeAdd' : 'changeDrop', {
        fact,
        items: join(
          manner.items.map((item) => told(item, spec?.items, scene)),
          'list',
        ),
      });
    default:
      return question.at === value ? '' : fact;
  }
}

function titleOfPath(scene: Scene, path: string): string {
  return path === '$at' ? say('asked') : factTitle(scene.decision, path);
}

/** Facts are missing: what is to be told first. */
export function missingWords(scene: Scene, answer: Answer): Change {
  return {
    text: tidy(say('changeFillThen', { facts: missingTitles(scene, answer) })),
    facts: {},
    leadsTo: { status: 'missingFacts' },
  };
}

/** A fact is malformed and nothing can be read off the rules: to be told anew. */
export function fillAnewWords(scene: Scene, path: string): Change {
  return {
    text: tidy(say('changeValid', { fact: say('quoted', { value: factTitle(scene.decision, path) }) })),
    facts: {},
    leadsTo: { status: 'invalid' },
  };
}

function missingTitles(scene: Scene, answer: Answer): string {
  return join(
    (answer.missing ?? []).map((path) => say('quoted', { value: factTitle(scene.decision, path) })),
    'list',
  );
}

/** The decision holds at other levels: which. */
export function levelsWords(scene: Scene): Change {
  const levels = (scene.decision.levels ?? []).map((level) => packMessages[`level.${level}`] ?? '');
  return {
    text: tidy(say('changeLevels', { levels: join(levels, 'list') })),
    facts: {},
    leadsTo: { status: 'undefined', reason: 'noRuleAtLevel' },
  };
}
