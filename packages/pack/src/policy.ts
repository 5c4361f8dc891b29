import type { Issue, JsonValue, Result } from '@cebao/engine';
import { nearestName } from '@cebao/engine';
import type { Answer } from './answer.ts';
import { checkFormData } from './check-form.ts';
import { type DecideContext, decideQuestion } from './decide.ts';
import { type Dictionary, readDictionary } from './elements.ts';
import { createEvaluator, type Evaluate, type FuelTank } from './evaluate.ts';
import type {
  Calendar,
  Decision,
  Flow,
  Form,
  Indicator,
  Match,
  Meeting,
  Register,
  Report,
  Role,
  RolesFile,
  Survey,
} from './format.ts';
import type { LayeredPack } from './layered-pack.ts';
import { type ReadEntry, readList } from './lists.ts';
import { type ReadParam, readParam } from './params.ts';
import { revisionOf } from './revision.ts';

/** A layered pack made ready to answer: the one evaluator of browser, service and command line. */
export interface Policy {
  readonly region: string;
  readonly revision: string;
  readonly layered: LayeredPack;
  /**
   * Answers one question; the rules are read for `at`. A `tank` of one's own tells the fuel it took.
   *
   * @example
   * policy.decide({ at: '2025-06-30', decision: 'demo/route', facts: { projectAmount: 200000 } });
   */
  decide(
    question: {
      readonly at: string;
      readonly decision: string;
      readonly facts: Readonly<Record<string, JsonValue>>;
    },
    tank?: FuelTank,
  ): Result<Answer>;
  readonly evaluate: Evaluate;
  /** The title of a decision that exists in another pack, not here. */
  titleElsewhere(decision: string): string | undefined;
  /** A param as it reads on a date, or undefined when nothing is in force. */
  findParam(id: string, at: string): ReadParam | undefined;
  findDecision(id: string): Decision | undefined;
  findForm(id: string): Form | undefined;
  findFlow(id: string): Flow | undefined;
  findRegister(id: string): Register | undefined;
  findMeeting(id: string): Meeting | undefined;
  findRole(id: string): Role | undefined;
  /** The entries of a list that hold on a date; undefined where there is no such list. */
  findList(id: string, at: string): readonly ReadEntry[] | undefined;
  readonly roles: readonly Role[];
  readonly bodies: readonly NonNullable<RolesFile['bodies']>[number][];
  readonly flows: readonly Flow[];
  readonly registers: readonly Register[];
  /** Working days by published year. */
  readonly calendars: readonly Calendar[];
  readonly indicators: readonly Indicator[];
  readonly reports: readonly Report[];
  readonly matches: readonly Match[];
  readonly meetings: readonly Meeting[];
  readonly surveys: readonly Survey[];
  /** The data elements that hold here. */
  readonly dictionary: Dictionary;
  readonly decisions: readonly Decision[];
  /** Checks data against a form of this policy; an unknown form is an issue too. */
  checkForm(id: string, data: JsonValue): readonly Issue[];
  /** The pack's Chinese words for a reason, warning, fault, assumption or label; the code itself when it has none. */
  words(code: string): string;
}

/**
 * Makes a layered pack ready to answer. Expressions compile on first use.
 * `elsewhere` gives the titles of decisions that exist in other packs, by id, so that they answer `noRuleAtLayer` here and are not
 * taken for typing errors.
 *
 * @example
 * const policy = compilePolicy(layered, 'nm/ordos/dalad');
 */
export function compilePolicy(
  layered: LayeredPack,
  region: string,
  options: { elsewhere?: Readonly<Record<string, string>>; revision?: string } = {},
): Policy {
  const revision = options.revision ?? revisionOf(layered);
  const evaluate = createEvaluator();
  const context: DecideContext = { layered, revision, region, evaluate, tables: new Map() };
  const elsewhere = options.elsewhere ?? {};
  const items = <T>(record: Readonly<Record<string, { item: T }>>): T[] =>
    Object.values(record).map(({ item }) => item);
  const find = <T>(record: Readonly<Record<string, { item: T }>>, id: string): T | undefined =>
    Object.hasOwn(record, id) ? record[id]?.item : undefined;
  return {
    region,
    revision,
    layered,
    evaluate,
    decide: ({ at, decision, facts }, tank) => {
      const found = Object.hasOwn(layered.decisions, decision) ? layered.decisions[decision] : undefined;
      if (found) return decideQuestion(context, found, at, facts, tank);
      if (Object.hasOwn(elsewhere, decision)) return { ok: true, value: noRuleHere(revision) };
      const suggestion = nearestName(decision, [...Object.keys(layered.decisions), ...Object.keys(elsewhere)]);
      return {
        ok: false,
        issues: [{ code: 'unknownDecision', path: '/decision', params: { id: decision, suggestion } }],
      };
    },
    titleElsewhere: (id) => (Object.hasOwn(elsewhere, id) ? elsewhere[id] : undefined),
    findParam: (id, at) => readParam(layered, id, at),
    findDecision: (id) => find(layered.decisions, id),
    findForm: (id) => find(layered.forms, id),
    findFlow: (id) => find(layered.flows, id),
    findRegister: (id) => find(layered.registers, id),
    findMeeting: (id) => find(layered.meetings ?? {}, id),
    findRole: (id) => find(layered.roles, id),
    findList: (id, at) => (Object.hasOwn(layered.lists, id) ? readList(layered, id, at) : undefined),
    roles: items(layered.roles),
    bodies: items(layered.bodies),
    flows: items(layered.flows),
    registers: items(layered.registers),
    calendars: items(layered.calendars ?? {}),
    indicators: items(layered.indicators ?? {}),
    reports: items(layered.reports ?? {}),
    matches: items(layered.matches ?? {}),
    meetings: items(layered.meetings ?? {}),
    surveys: items(layered.surveys ?? {}),
    dictionary: readDictionary(layered),
    decisions: items(layered.decisions),
    checkForm: (id, data) => {
      const form = find(layered.forms, id);
      return form
        ? checkFormData(form.schema, data)
        : [{ code: 'unknownReference', path: '/form', params: { kind: 'form', id, suggestion: null } }];
    },
    words: (code) => {
      const { reasons, warnings, assumptions, labels } = layered.messages;
      for (const words of [reasons, warnings, assumptions, labels])
        if (Object.hasOwn(words, code)) return words[code] as string;
      return code;
    },
  };
}

function noRuleHere(revision: string): Answer {
  return {
    status: 'undefined',
    reason: 'noRuleAtLayer',
    warnings: [],
    assumptions: [],
    sources: [],
    params: [],
    revision,
    trace: [],
  };
}
