import { type Issue, isCivilDate, nearestName, parseExpression } from '@cebao/engine';
import type { Decision, Table } from '../format.ts';
import { findFact, outcomeOfRow, readTable } from './read-table.ts';

/** Says that something of a kind must exist. */
type Demand = (kind: 'param' | 'source', name: string | undefined, at: string) => void;

/** Checks a decision's table: inputs, cells against their facts, outputs, ids, days, params and sources. */
export function checkTable(decision: Decision, table: Table, where: string, demand: Demand, issues: Issue[]): void {
  const at = `${where}/table`;
  const expression = (json: unknown, path: string) => {
    const parsed = parseExpression(json);
    if (parsed.ok) for (const param of parsed.value.reads.params) demand('param', param, path);
    else issues.push(...parsed.issues.map((issue) => ({ ...issue, path: `${path}${issue.path}` })));
  };
  for (const [i, input] of table.inputs.entries()) {
    const path = `${at}/inputs/${i}`;
    if ((input.fact === undefined) === (input.expression === undefined))
      issues.push({ code: 'tableInput', path, params: {} });
    else if (input.fact === undefined) expression(input.expression, `${path}/expression`);
    else checkName(decision, input.fact, `${path}/fact`, issues);
  }
  const read = readTable(decision, table);
  if (!read.ok) issues.push(...read.issues.map((issue) => ({ ...issue, path: `${at}${issue.path}` })));
  const ids = new Set((decision.rules ?? []).map(({ id }) => id));
  for (const [i, row] of table.rows.entries()) {
    const path = `${at}/rows/${i}`;
    if (ids.has(row.id)) issues.push({ code: 'duplicateId', path: `${path}/id`, params: { id: row.id, other: at } });
    ids.add(row.id);
    checkDays(row, path, issues);
    checkThen(table, row, path, demand, expression, issues);
    for (const [k, { source }] of (row.sources ?? []).entries())
      demand('source', source, `${path}/sources/${k}/source`);
    for (const [k, cell] of row.when.entries())
      for (const param of paramsIn(cell)) demand('param', param, `${path}/when/${k}`);
  }
}

function checkThen(
  table: Table,
  row: Table['rows'][number],
  path: string,
  demand: Demand,
  expression: (json: unknown, path: string) => void,
  issues: Issue[],
): void {
  const { then } = row;
  if (Array.isArray(then)) {
    if (then.length !== table.outputs?.length)
      issues.push({
        code: 'tableOutputs',
        path: `${path}/then`,
        params: { row: row.id, given: then.length, expected: table.outputs?.length ?? 0 },
      });
    for (const [k, value] of then.entries()) expression(value, `${path}/then/${k}`);
    return;
  }
  const kinds = (['value', 'undefined', 'invalid', 'missing'] as const).filter((key) => then[key] !== undefined);
  if (kinds.length !== 1) issues.push({ code: 'oneOutcome', path: `${path}/then`, params: { found: kinds } });
  if (then.value !== undefined) expression(then.value, `${path}/then/value`);
  if (table.hit === 'collect' && outcomeOfRow(table, row).value === undefined)
    issues.push({ code: 'tableCollects', path: `${path}/then`, params: { row: row.id } });
  demand('param', then.layerOf, `${path}/then/layerOf`);
  for (const [k, { source }] of (then.sources ?? []).entries())
    demand('source', source, `${path}/then/sources/${k}/source`);
}

function checkName(decision: Decision, name: string, path: string, issues: Issue[]): void {
  const head = name.split('.')[0] as string;
  if (name === '$at' || name === '$region' || findFact(decision, name) || Object.hasOwn(decision.let ?? {}, head))
    return;
  const names = [...Object.keys(decision.facts), ...Object.keys(decision.let ?? {}), '$at', '$region'];
  issues.push({
    code: 'unknownFact',
    path,
    params: { name, decision: decision.id, suggestion: nearestName(name, names), known: names },
  });
}

function checkDays({ from, until }: Table['rows'][number], path: string, issues: Issue[]): void {
  for (const [key, day] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (day !== undefined && !isCivilDate(day))
      issues.push({ code: 'malformedDate', path: `${path}/${key}`, params: { found: day } });
  if (from !== undefined && until !== undefined && until < from)
    issues.push({ code: 'tableRowDays', path: `${path}/until`, params: { from, until } });
}

/** Ids of params anywhere in a cell. */
function paramsIn(cell: unknown): string[] {
  if (cell === null || typeof cell !== 'object') return [];
  if ('param' in cell && typeof cell.param === 'string') return [cell.param];
  return Object.values(cell).flatMap(paramsIn);
}
