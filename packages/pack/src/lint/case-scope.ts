import type { JsonValue } from '@cebao/engine';
import { coSignatureOf } from '../flow/index.ts';
import type { Flow } from '../format.ts';
import type { CaseStep } from './case-course.ts';
import { stepsOfCase } from './case-course.ts';
import type { Chain } from './chain.ts';
import { shapeOfAnswer } from './decision-scope.ts';
import { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { readExpression } from './read-expression.ts';
import type { Bound, LintScope } from './scope.ts';
import { DATE, eitherOf, type Shape, shapesOfFields, TEXT, UNKNOWN } from './shape.ts';

const STRINGS: Shape = { kind: 'list', item: TEXT };

/** Entries of a list kept per place, as cases read them (`opens.lists`). */
const LIST_ROWS: Shape = {
  kind: 'list',
  optional: true,
  item: {
    kind: 'record',
    fields: { id: TEXT, title: TEXT, part: { kind: 'text', optional: true }, kinds: STRINGS, data: UNKNOWN },
  },
};

/** What is in an account (`opens.accounts`). */
const BALANCE: Shape = { kind: 'number', unit: 'yuan', optional: true };

/** Names that the runtime supplies in every case. */
const SPECIALS: Readonly<Record<string, Shape>> = {
  $at: DATE,
  $today: DATE,
  $place: TEXT,
  $region: TEXT,
  $case: TEXT,
  $title: TEXT,
  $openedOn: DATE,
  $openedBy: UNKNOWN,
  $parties: UNKNOWN,
  $state: TEXT,
  $end: { kind: 'text', optional: true },
  $dates: UNKNOWN,
  $signers: UNKNOWN,
};

/** What the kernel tells the expressions of a step, besides the facts. */
export const KERNEL_NAMES: Readonly<Record<string, Shape>> = {
  done: STRINGS,
  action: TEXT,
  actor: { kind: 'text', optional: true },
  $allowed: { kind: 'boolean' },
  $reason: { kind: 'text', optional: true },
};

/** What the expressions of a case see: derived facts, fields of all its forms, answers that are kept, rows of other cases. */
export interface CaseScope extends LintScope {
  readonly steps: readonly CaseStep[];
  /** Fields of forms, by name, each with its forms. */
  readonly fields: ReadonlyMap<string, Shape>;
}

export function caseScope(chain: Chain, opener: Flow): CaseScope {
  return chain.once(`case ${opener.id}`, () => makeCaseScope(chain, opener));
}

/** A scope with some more `$` names. */
export function withNames<T extends LintScope>(scope: T, more: Readonly<Record<string, Shape>>): T {
  return {
    ...scope,
    names: [...scope.names, ...Object.keys(more)],
    find: (name: string) => {
      const shape = Object.hasOwn(more, name) ? more[name] : undefined;
      return shape ? { shape } : scope.find(name);
    },
  };
}

function makeCaseScope(chain: Chain, opener: Flow): CaseScope {
  const at = chain.file('flow', opener.id);
  const steps = stepsOfCase(chain, opener);
  const fields = new Map<string, Shape>();
  const submissions: Record<string, Shape> = {};
  for (const { form, path } of steps) {
    if (!form) continue;
    const required = (form.schema.required ?? []) as string[];
    const shapes = shapesOfFields(form.schema as Record<string, JsonValue>, required);
    submissions[path] = { kind: 'list', item: { kind: 'record', fields: shapes }, optional: true };
    for (const [name, shape] of Object.entries(shapes)) {
      const known = fields.get(name);
      fields.set(name, { ...(known ? eitherOf(known, shape) : shape), optional: true });
    }
  }
  const kept = new Map<string, Shape>();
  for (const { step } of steps)
    for (const asked of step.decisions ?? []) {
      const decision = asked.as === undefined ? undefined : chain.decision(asked.decision);
      if (asked.as !== undefined) kept.set(asked.as, decision ? shapeOfAnswer(chain, decision) : UNKNOWN);
    }
  for (const { step } of steps) {
    const result = coSignatureOf(step)?.as;
    if (result !== undefined) kept.set(result, UNKNOWN);
  }
  const specials: Record<string, Shape> = {
    ...SPECIALS,
    $submissions: { kind: 'record', fields: submissions },
  };
  const derived = opener.opens?.facts ?? {};
  const plain = (name: string): Shape | undefined => fields.get(name) ?? kept.get(name) ?? lookup(name);
  const lookup = (name: string): Shape | undefined => {
    if (Object.hasOwn(opener.opens?.lists ?? {}, name)) return LIST_ROWS;
    if (Object.hasOwn(opener.opens?.accounts ?? {}, name)) return BALANCE;
    const asked = opener.opens?.lookups?.[name];
    if (!asked) return undefined;
    const register = chain.register(asked.register);
    const columns = Object.entries(asked.fields).map(([field, column]): [string, Shape] => {
      const value = register?.columns.find(({ id }) => id === column)?.value;
      const shape = value === undefined ? UNKNOWN : columnShape(value);
      return [field, { ...shape, optional: false }];
    });
    return { kind: 'list', optional: true, item: { kind: 'record', fields: Object.fromEntries(columns) } };
  };
  let underWay = false;
  const columnShape = (value: unknown): Shape => {
    if (underWay) return UNKNOWN;
    underWay = true;
    const { shape } = judgeExpression(readExpression(value), '', scope, new Findings());
    underWay = false;
    return shape;
  };
  const scope: CaseScope = {
    strict: true,
    steps,
    fields,
    names: [
      ...Object.keys(specials),
      ...Object.keys(derived),
      ...fields.keys(),
      ...kept.keys(),
      ...Object.keys(opener.opens?.lookups ?? {}),
      ...Object.keys(opener.opens?.lists ?? {}),
      ...Object.keys(opener.opens?.accounts ?? {}),
    ],
    param: (id) => chain.paramShape(id),
    find: (name): Bound | undefined => {
      const special = Object.hasOwn(specials, name) ? specials[name] : undefined;
      if (special) return { shape: special };
      if (Object.hasOwn(derived, name)) {
        const inside = plain(name);
        return { body: readExpression(derived[name]), at: `${at}/opens/facts/${name}`, ...(inside ? { inside } : {}) };
      }
      const shape = plain(name);
      return shape && { shape };
    },
  };
  return scope;
}

/** A scope in which a flow's own expressions are judged: the kernel's names first, its `let` names last. */
export function withFlow(scope: LintScope, flow: Flow, at: string): LintScope {
  const lets = flow.let ?? {};
  return {
    ...scope,
    names: [...scope.names, ...Object.keys(KERNEL_NAMES), ...Object.keys(lets)],
    find: (name) => {
      const own = Object.hasOwn(KERNEL_NAMES, name) ? KERNEL_NAMES[name] : undefined;
      if (own) {
        const ids = flow.steps.map(({ id }) => id);
        return name === 'done'
          ? { shape: { kind: 'list', item: { kind: 'text', values: ids, closed: true } } }
          : { shape: own };
      }
      const fact = scope.find(name);
      if (fact || !Object.hasOwn(lets, name)) return fact;
      return { body: readExpression(lets[name]), at: `${at}/let/${name}` };
    },
  };
}
