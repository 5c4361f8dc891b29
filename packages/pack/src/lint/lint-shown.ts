import type { JsonValue, Node } from '@cebao/engine';
import type { Flow } from '../format.ts';
import { stepsOfCase } from './case-course.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { pathOf } from './judge.ts';
import { readExpression } from './read-expression.ts';

/** What is shown under the very name of a field must come from that field: columns, summaries and papers of a case. */
export function lintShown(chain: Chain, findings: Findings): void {
  for (const flow of chain.pack.flows) {
    if (!flow.opens) continue;
    const at = chain.file('flow', flow.id);
    const fields = fieldsOf(chain, flow);
    for (const [index, { label, value }] of (flow.opens.summary ?? []).entries())
      judge(flow, fields, label, value, `${at}/opens/summary/${index}/value`, findings);
    for (const [index, { rows }] of (flow.prints ?? []).entries())
      for (const [row, { label, value }] of rows.entries())
        judge(flow, fields, label, value, `${at}/prints/${index}/rows/${row}/value`, findings);
  }
  for (const register of chain.pack.registers) {
    const flow = register.flow === undefined ? undefined : chain.flow(register.flow);
    if (!flow?.opens) continue;
    const fields = fieldsOf(chain, flow);
    const at = chain.file('register', register.id);
    for (const [index, { title, value }] of register.columns.entries())
      judge(flow, fields, title, value, `${at}/columns/${index}/value`, findings);
  }
}

/** The names of a case's form fields: of each, the titles it bears. */
function fieldsOf(chain: Chain, flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  return chain.once(`titles ${flow.id}`, () => {
    const fields = new Map<string, Set<string>>();
    for (const { form } of stepsOfCase(chain, flow))
      for (const [name, field] of Object.entries((form?.schema.properties ?? {}) as Record<string, { title?: string }>))
        fields.set(name, (fields.get(name) ?? new Set()).add(String(field.title ?? name)));
    return fields;
  });
}

function judge(
  flow: Flow,
  fields: ReadonlyMap<string, ReadonlySet<string>>,
  label: string,
  value: unknown,
  path: string,
  findings: Findings,
): void {
  const node = readExpression(value as JsonValue);
  const read = pathOf(node);
  if (read === undefined || read.includes('.') || read.startsWith('$')) return;
  const named = [...fields].filter(([, titles]) => titles.has(label)).map(([name]) => name);
  if (named.length === 0 || named.includes(read)) return;
  // A short name for what is read is its name too.
  if ([...(fields.get(read) ?? [])].some((title) => title.includes(label))) return;
  const derived = flow.opens?.facts ?? {};
  const isDerived = Object.hasOwn(derived, read);
  // Anything else is an answer that is kept, or a name that nothing supplies, which is told elsewhere.
  if (!isDerived && !fields.has(read)) return;
  if (isDerived && passedOn(readExpression(derived[read])).some((name) => named.includes(name))) return;
  const params = { name: label, field: named[0] as string, read: [...(fields.get(read) ?? [])][0] ?? read };
  if (!isDerived) findings.problem('shownOther', path, params);
  else findings.advice('shownWorkedOut', path, params);
}

/** The fields whose value an expression may give as it is. */
function passedOn(node: Node): string[] {
  const own = pathOf(node);
  if (own !== undefined) return [own];
  if (node.kind !== 'call' || node.operator !== 'if') return [];
  return node.args.flatMap((arg, index) => (index % 2 === 1 || index === node.args.length - 1 ? passedOn(arg) : []));
}
