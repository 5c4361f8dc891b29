import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { packMessages as m } from '../messages/zh-CN.ts';
import type { Policy } from '../policy.ts';
import { rulesOf } from '../table/index.ts';
import { fill } from '../words.ts';
import { answerWords, codeWords, malformedFact } from './answer-words.ts';
import { conditionWords } from './met-condition.ts';
import { type FindName, namesOf, placeName } from './names.ts';
import { told } from './operands.ts';
import { reasonWords } from './reason.ts';
import { join, say, tidy } from './say.ts';
import { type AskedQuestion, type Scene, sceneOf } from './scene.ts';
import { basisWords, sourceWords } from './source-words.ts';
import { lastDay } from './until.ts';
import { dayWords } from './values.ts';

/**
 * An answer in Chinese for three readers, made from the rule and never written by hand: `resident` one sentence (what,
 * why, until when, where to ask), `staff` the reason for a register with level, date and source, `lines` a short trace
 * for whoever looks closer. The full trace for an auditor is `auditTrail`, what would change it `whatWouldChange`.
 */
export interface Explanation {
  readonly heading: string;
  readonly answer: string;
  readonly reason: string;
  readonly resident: string;
  readonly staff: string;
  readonly lines: readonly string[];
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/** What an explanation may know besides the policy. */
export interface ExplainOptions {
  /** Titles of places by their path, for those that have no layer of their own. */
  readonly findPlace?: FindName | undefined;
}

/**
 * Explains an answer of this policy.
 *
 * @example
 * const { answer, reason, sources } = explain(policy, { at, decision, facts }, answered.value);
 */
export function explain(
  policy: Policy,
  question: AskedQuestion,
  answer: Answer,
  options: ExplainOptions = {},
): Explanation {
  const decision = policy.findDecision(question.decision);
  const name = namesOf(policy, decision, options.findPlace);
  const scene = decision && sceneOf(policy, decision, question, options);
  const answered = tidy(answerWords(answer, decision, name, malformedFact(decision, question.facts, answer)));
  const reason = scene ? tidy(reasonWords(scene, question, answer)) : '';
  const title = decision?.title ?? policy.titleElsewhere(question.decision) ?? say('someValue');
  // An answer that begins with what was asked does not say it twice.
  const lead = fill(m.labelled ?? '', { label: title, value: '' });
  const said = answered.startsWith(lead) ? answered.slice(lead.length) : answered;
  const because = reason === '' || answered.includes(reason) ? '' : say('because', { reason });
  const assumed = answer.assumptions.length > 0 ? say('assumedShort') : '';
  return {
    heading: m.heading ?? '',
    answer: answered,
    reason,
    resident: sentence(
      say('resident', {
        title,
        said: join(
          [said, because, assumed, scene ? untilWords(scene, question, answer) : '', objectionOf(policy)],
          'sentence',
        ),
      }),
    ),
    staff: sentence(
      say('staff', {
        heading: m.heading ?? '',
        title,
        answer: said,
        rest: join(
          [
            because,
            assumed,
            ...basisWords(answer),
            levelWords(policy, answer, options.findPlace),
            atWords(question.at),
          ],
          'sentence',
        ),
      }),
    ),
    lines: scene ? traceLines(scene, answer).map(tidy) : [],
    sources: answer.sources.map(sourceWords),
    notes: [
      ...answer.warnings.map((code) => codeWords(code, name)),
      ...(answer.assumptions.length > 0 ? [m.assumptionNote ?? ''] : []),
      ...answer.assumptions.map((code) => codeWords(code, name)),
    ].filter((note) => note !== ''),
  };
}

function sentence(text: string): string {
  return tidy(`${text}${say('stop')}`);
}

function untilWords(scene: Scene, question: AskedQuestion, answer: Answer): string {
  const last = lastDay(scene, question, answer);
  return last ? say(last.assumed ? 'untilAssumed' : 'until', { day: dayWords(last.day) ?? '' }) : '';
}

function objectionOf(policy: Policy): string {
  const objection = [...policy.layered.layers].reverse().find((layer) => layer.objection)?.objection;
  return objection === undefined
    ? say('object', { where: m.askCommunity ?? '' })
    : say('objectAt', { where: objection });
}

function levelWords(policy: Policy, answer: Answer, findPlace: FindName | undefined): string {
  if (answer.layer === undefined) return '';
  const words = m[`level.${answer.layer}`] ?? '';
  const layer = policy.layered.layers.find(({ level }) => level === answer.layer);
  const place = layer && placeName(policy, layer.region, findPlace);
  return place === undefined ? say('staffLevelOnly', { level: words }) : say('staffLevel', { level: words, place });
}

function atWords(at: string): string {
  return say('staffAt', { at: dayWords(at) ?? '' });
}

function traceLines(scene: Scene, answer: Answer): string[] {
  const { decision } = scene;
  const lines = answer.trace.map((line) => {
    const rule = rulesOf(decision).find(({ id }) => id === line.rule);
    const fault = decision.check?.faults?.find(({ code }) => code === line.rule);
    const when = (rule?.when ?? fault?.when) as JsonValue | undefined;
    const mark = line.hit ? m['mark.hit'] : line.at === 'step' ? m['mark.refused'] : m['mark.passed'];
    const words =
      when !== undefined
        ? conditionWords(when, scene, line.hit)
        : line.at === 'step'
          ? (scene.name(line.rule ?? '') ?? say('item'))
          : answer.trace.length > 1
            ? (m['trace.otherwise'] ?? '')
            : say('auditElseFirst');
    return `${mark} ${words}`;
  });
  for (const param of answer.params) {
    const basis = m[`basis.${param.basis}`] ?? '';
    const notes = join(
      [m[`level.${param.layer}`] ?? '', basis, param.from === undefined ? '' : (dayWords(param.from) ?? '')],
      'clause',
    );
    lines.push(fill(m.paramLine ?? '', { title: param.title, value: told(param.value, param, scene, 'both'), notes }));
  }
  return lines;
}
