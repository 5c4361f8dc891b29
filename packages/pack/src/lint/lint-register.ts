import { nearestName } from '@cebao/engine';
import type { Register } from '../format.ts';
import { caseScope, withNames } from './case-scope.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { lintFormat } from './lint-flow.ts';
import { readExpression } from './read-expression.ts';
import { DATE, TEXT, UNKNOWN } from './shape.ts';

/** Types and references of a register's columns. */
export function lintRegister(chain: Chain, register: Register, findings: Findings): void {
  const at = chain.file('register', register.id);
  const flow = chain.flow(register.flow);
  if (!flow) return;
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
}
