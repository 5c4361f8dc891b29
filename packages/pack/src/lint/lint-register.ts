import { type JsonValue, nearestName } from '@cebao/engine';
import type { Account, Register } from '../format.ts';
import { caseScope, withNames } from './case-scope.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { lintFormat } from './lint-flow.ts';
import { namedScope } from './named-scope.ts';
import { readExpression } from './read-expression.ts';
import type { LintScope } from './scope.ts';
import { BOOLEAN, DATE, PLAIN, type Shape, shapesOfFields, TEXT, UNKNOWN } from './shape.ts';

/** Types and references of a register's columns, of what its decisions are asked, and of what an account books. */
export function lintRegister(chain: Chain, register: Register, findings: Findings): void {
  const at = chain.file('register', register.id);
  if (register.account) {
    lintAccount(chain, register.account, `${at}/account`, findings);
    return;
  }
  const scope =
    register.meeting !== undefined
      ? minuteLines(chain, register)
      : register.form === undefined
        ? caseLines(chain, register, at, findings)
        : keptLines(chain, register);
  if (!scope) return;
  const ids = register.columns.map(({ id }) => id);
  for (const [index, column] of register.columns.entries()) {
    const path = `${at}/columns/${index}`;
    if (ids.indexOf(column.id) !== index) findings.problem('columnTwice', `${path}/id`, { name: column.id });
    const { shape } = judgeExpression(readExpression(column.value), `${path}/value`, scope, findings);
    lintFormat(shape, column.format, column.title, path, findings);
    if (column.labels && shape.closed)
      for (const value of shape.values ?? [])
        if (!Object.hasOwn(column.labels, String(value)))
          findings.problem('labelMissing', `${path}/labels`, {
            name: String(value),
            title: column.title,
            suggestion: nearestName(String(value), Object.keys(column.labels)),
          });
    if (column.labels && shape.closed)
      for (const label of Object.keys(column.labels))
        if (!shape.values?.map(String).includes(label))
          findings.advice('labelOfNothing', `${path}/labels/${label}`, { name: label, title: column.title });
  }
  const records = namedScope(chain, { $records: { kind: 'list', item: UNKNOWN }, $place: TEXT, $at: DATE });
  for (const [index, asked] of (register.asks ?? []).entries())
    for (const [fact, expression] of Object.entries(asked.facts)) {
      const path = `${at}/asks/${index}/facts/${fact}`;
      judgeExpression(readExpression(expression), path, records, findings);
      const known = Object.keys(chain.decision(asked.decision)?.facts ?? {});
      if (known.length > 0 && !known.includes(fact))
        findings.problem('unknownField', path, { name: fact, suggestion: nearestName(fact, known) });
    }
}

/** What columns read where cases fill the register. */
function caseLines(chain: Chain, register: Register, at: string, findings: Findings): LintScope | undefined {
  const flow = register.flow === undefined ? undefined : chain.flow(register.flow);
  if (!flow) return undefined;
  const scope = withNames(
    caseScope(chain, flow),
    register.each === undefined ? {} : { $on: DATE, $by: TEXT, $submission: UNKNOWN },
  );
  const paths = scope.steps.map(({ path }) => path);
  for (const key of ['after', 'each'] as const) {
    const step = register[key];
    if (step !== undefined && !paths.includes(step))
      findings.problem('unknownReference', `${at}/${key}`, {
        kind: 'step',
        id: step,
        suggestion: nearestName(step, paths),
      });
  }
  return scope;
}

/** What columns read where people keep the register: the fields of its form, and the days on which a record holds. */
function keptLines(chain: Chain, register: Register): LintScope | undefined {
  const form = register.form === undefined ? undefined : chain.form(register.form);
  if (!form) return undefined;
  const required = (form.schema.required ?? []) as string[];
  return namedScope(chain, {
    ...shapesOfFields(form.schema as Record<string, JsonValue>, required),
    $from: DATE,
    $until: { ...DATE, optional: true },
    $place: TEXT,
    $record: TEXT,
  });
}

/** What columns read where minutes fill the register: one line per meeting or per resolution. */
function minuteLines(chain: Chain, { each }: Register): LintScope {
  return namedScope(chain, {
    heldOn: DATE,
    number: PLAIN,
    place: TEXT,
    chair: TEXT,
    stage: optional(TEXT),
    topics: TEXT,
    attended: PLAIN,
    absent: PLAIN,
    resolutions: PLAIN,
    ...(each === undefined ? {} : resolution),
  });
}

const optional = (shape: Shape): Shape => ({ ...shape, optional: true });
const resolution: Readonly<Record<string, Shape>> = {
  topic: TEXT,
  item: TEXT,
  discussion: optional(TEXT),
  resolutionNo: TEXT,
  resolution: TEXT,
  result: { kind: 'text', values: ['adopted', 'notAdopted', 'deferred'], closed: true },
  for: optional(PLAIN),
  against: optional(PLAIN),
  abstain: optional(PLAIN),
  responsible: optional(TEXT),
  finishBy: optional(DATE),
  progress: optional(TEXT),
  done: BOOLEAN,
};

/** What an account books: amounts are money, purposes are words it knows. */
function lintAccount(chain: Chain, account: Account, at: string, findings: Findings): void {
  for (const [index, booking] of account.bookings.entries()) {
    const flow = chain.flow(booking.flow);
    if (!flow) continue;
    const path = `${at}/bookings/${index}`;
    const scope = caseScope(chain, flow);
    const { shape } = judgeExpression(readExpression(booking.amount), `${path}/amount`, scope, findings);
    lintFormat(shape, 'money', booking.after, path, findings);
    const known = booking.direction === 'in' ? account.sources : account.uses;
    for (const name of ['purpose', 'party'] as const) {
      if (booking[name] === undefined) continue;
      const read = judgeExpression(readExpression(booking[name]), `${path}/${name}`, scope, findings);
      if (name !== 'purpose' || !known || !read.shape.closed) continue;
      for (const value of read.shape.values ?? [])
        if (!Object.hasOwn(known.values, String(value)))
          findings.problem('labelMissing', `${path}/purpose`, {
            name: String(value),
            title: flow.title,
            suggestion: nearestName(String(value), Object.keys(known.values)),
          });
    }
  }
}
