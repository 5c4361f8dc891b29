import type { JsonValue } from '@cebao/engine';
import type { Citation, Decision, Flow, Form, Param } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { readExpression, writtenIn } from './read-expression.ts';
import { expressionsOf } from './sites.ts';

/** Numbers that stand in rules by nature and state no threshold. */
const COMMON: ReadonlySet<number> = new Set([0, 1, -1, 2, 12, 100, 1000, 10_000]);

/** Counts below this say nothing by being equal, unless they rest on one sentence. */
const FEW = 10;

/** One threshold in two params: the same value and unit, resting on the same source or on none. */
export function lintRepeatedParams(chain: Chain, findings: Findings): void {
  const known = chain.paramIds.map((id) => chain.params(id).at(-1) as Param);
  for (const param of chain.pack.params)
    for (const other of known) {
      if (other.id === param.id || !later(chain, param, other)) continue;
      const value = shared(param, other);
      if (value === undefined) continue;
      findings.problem('thresholdTwice', `${chain.file('param', param.id)}/values`, {
        name: param.title,
        other: other.title,
        value,
        unit: param.unit ?? '',
      });
    }
}

/** Of two params of one pack only the one that comes later in the alphabet is told. */
function later(chain: Chain, param: Param, other: Param): boolean {
  return !chain.pack.params.some(({ id }) => id === other.id) || other.id < param.id;
}

function shared(a: Param, b: Param): number | undefined {
  if (a.unit === undefined || a.unit !== b.unit) return undefined;
  for (const left of a.values)
    for (const right of b.values) {
      const { value } = left;
      if (typeof value !== 'number' || value !== right.value || COMMON.has(value)) continue;
      const [mine, theirs] = [left.sources ?? [], right.sources ?? []];
      if (mine.length === 0 || theirs.length === 0 ? value >= FEW : restOnOne(mine, theirs, value)) return value;
    }
  return undefined;
}

function restOnOne(mine: readonly Citation[], theirs: readonly Citation[], value: number): boolean {
  return mine.some((one) =>
    theirs.some(({ source, quote }) => source === one.source && (value >= FEW || quote === one.quote)),
  );
}

/** A number written in a rule or a form that a param already states. */
export function lintRepeatedLiterals(chain: Chain, item: Decision | Flow, findings: Findings): void {
  const at = chain.file(item.kind, item.id);
  for (const { expression, at: pointTo, isRow } of expressionsOf(item))
    for (const written of isRow ? [] : writtenIn(readExpression(expression)))
      if (typeof written.value === 'number')
        told(chain, written.value, undefined, `${at}${pointTo(written.path)}`, findings);
  if (item.kind !== 'decision') return;
  for (const [name, spec] of Object.entries(item.facts))
    for (const key of ['min', 'max'] as const)
      if (spec[key] !== undefined) told(chain, spec[key], spec.unit ?? 'plain', `${at}/facts/${name}/${key}`, findings);
}

export function lintRepeatedBounds(chain: Chain, form: Form, findings: Findings): void {
  const at = `${chain.file('form', form.id)}/schema/properties`;
  for (const [name, field] of Object.entries(
    (form.schema.properties ?? {}) as Record<string, Record<string, JsonValue>>,
  ))
    for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])
      if (typeof field[key] === 'number')
        told(chain, field[key], String(field['x-unit'] ?? 'plain'), `${at}/${name}/${key}`, findings);
}

function told(chain: Chain, value: number, unit: string | undefined, at: string, findings: Findings): void {
  if (COMMON.has(value)) return;
  for (const id of chain.paramIds)
    for (const param of chain.params(id)) {
      if (unit === undefined ? Math.abs(value) < 100 : (param.unit ?? 'plain') !== unit) continue;
      if (!param.values.some((entry) => entry.value === value)) continue;
      findings.problem('thresholdTwice', at, {
        name: String(value),
        other: param.title,
        value,
        unit: param.unit ?? '',
      });
      return;
    }
}
