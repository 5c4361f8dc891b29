import { type JsonValue, nearestName } from '@cebao/engine';
import { hasAtMostTwoDecimals } from '../facts.ts';
import type { Basis, Citation, MergeMode, Param } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { lintUnit } from './lint-unit.ts';
import { type Boundary, boundariesIn, numbersIn, SIDE } from './quote-numbers.ts';
import { isMoneyUnit } from './units.ts';

type Value = Param['values'][number];

/** What reads params: until when it holds; absent: for good. */
export interface Reader {
  readonly title: string;
  readonly until?: string | undefined;
}

/** A param: its unit, the basis and source of each value, its dates, and what upper layers say of it. */
export function lintParam(chain: Chain, param: Param, readers: readonly Reader[], findings: Findings): void {
  const at = chain.file('param', param.id);
  const first = param.values[0]?.value as JsonValue | undefined;
  if (param.unit !== undefined) lintUnit(param.unit, `${at}/unit`, findings);
  else if (typeof first === 'number') findings.advice('paramWithoutUnit', at, { name: param.title });
  if (param.values.length === 0) findings.problem('paramWithoutValue', `${at}/values`, { name: param.title });
  for (const [index, entry] of param.values.entries())
    lintValue(chain, param, entry, `${at}/values/${index}`, findings);
  lintDates(chain, param, at, findings);
  lintCoverage(chain, param, readers, at, findings);
  lintQuotedSides(param, at, findings);
  lintMerge(param.merge, first, param.title, `${at}/merge`, findings);
  const upper = chain.packs.slice(1).flatMap((pack) => pack.params.filter(({ id }) => id === param.id))[0];
  if (upper) lintAgainstUpper(param, upper, at, findings);
}

function lintValue(chain: Chain, param: Param, entry: Value, at: string, findings: Findings): void {
  const value = entry.value as JsonValue;
  lintBasis(chain, entry.basis, entry.sources ?? [], param.title, at, findings, 'valueWithoutSource');
  const kind = kindOf(value);
  if (kind !== kindOf(param.values[0]?.value as JsonValue))
    findings.problem('valueKindDiffers', `${at}/value`, {
      name: param.title,
      left: kindOf(param.values[0]?.value as JsonValue),
      right: kind,
    });
  if (param.enum && !param.enum.some((one) => JSON.stringify(one) === JSON.stringify(value)))
    findings.problem('valueNotInList', `${at}/value`, {
      name: String(value),
      fact: param.title,
      known: param.enum.map(String),
      suggestion: nearestName(String(value), param.enum.map(String)),
    });
  if (typeof value !== 'number') return;
  if (isMoneyUnit(param.unit) && !hasAtMostTwoDecimals(value))
    findings.problem('moneyDecimals', `${at}/value`, { name: param.title, value });
  if (param.unit === 'ratio' && (value < 0 || value > 1))
    findings.problem('shareOutOfRange', `${at}/value`, { name: param.title, value, unit: 'ratio' });
  if (param.unit === '%' && (value < 0 || value > 100 || (value > 0 && value < 1)))
    findings.problem('shareOutOfRange', `${at}/value`, { name: param.title, value, unit: '%' });
  if (entry.basis !== 'seed') return;
  const quotes = (entry.sources ?? []).map(({ quote }) => quote);
  const stated = quotes.flatMap(numbersIn);
  const meant = param.unit === 'ratio' ? [value, Math.round(value * 1e6) / 1e4] : [value];
  if (quotes.length === 0 || meant.some((one) => stated.includes(one))) return;
  const params = { name: param.title, value, quote: quotes.join(' / ') };
  if (stated.length > 0) findings.problem('valueNotInQuote', `${at}/value`, params);
  else findings.advice('valueNotInQuote', `${at}/value`, params);
}

/** What is not an assumption needs a source; what a source outside says is marked as such. */
export function lintBasis(
  chain: Chain,
  basis: Basis,
  citations: readonly Citation[],
  name: string,
  at: string,
  findings: Findings,
  code: 'valueWithoutSource' | 'ruleWithoutSource',
): void {
  if (basis !== 'assumption' && citations.length === 0) findings.problem(code, `${at}/basis`, { name, basis });
  for (const [index, citation] of citations.entries()) {
    const source = chain.source(citation.source);
    const path = `${at}/sources/${index}`;
    if (!source) continue;
    if (basis === 'seed' && source.kind === 'outside')
      findings.problem('outsideAsSeed', path, { name, source: source.title });
    if (basis === 'outside' && source.kind === 'report')
      findings.problem('seedAsOutside', path, { name, source: source.title });
    if (basis === 'seed' && citation.quote.trim() === '') findings.problem('quoteEmpty', `${path}/quote`, { name });
  }
}

function lintDates(chain: Chain, param: Param, at: string, findings: Findings): void {
  const starts = new Map<string, number>();
  for (const [index, entry] of param.values.entries()) {
    const path = `${at}/values/${index}`;
    if (entry.from !== undefined && entry.until !== undefined && entry.from > entry.until)
      findings.problem('datesCrossed', path, { name: param.title, from: entry.from, until: entry.until });
    const source = entry.sources?.[0]?.source;
    const start = entry.from ?? (source === undefined ? '' : (chain.source(source)?.evidencedFrom.date ?? ''));
    if (starts.has(start)) findings.problem('sameStart', path, { name: param.title, from: start });
    starts.set(start, index);
  }
}

/** What is read must have a value on every day: none of this layer or above begins where one ends. */
function lintCoverage(chain: Chain, param: Param, readers: readonly Reader[], at: string, findings: Findings): void {
  const spans = chain.params(param.id).flatMap(({ values }) =>
    values.map(({ from, until, sources }) => ({
      from: from ?? chain.source(sources?.[0]?.source ?? '')?.evidencedFrom.date ?? '',
      until,
    })),
  );
  for (const [index, { until }] of param.values.entries()) {
    if (until === undefined) continue;
    const reader = readers.find((one) => one.until === undefined || one.until > until);
    const next = dayAfter(until);
    if (!reader || spans.some((span) => span.from <= next && (span.until ?? next) >= next)) continue;
    const path = `${at}/values/${index}/until`;
    const later = spans.map(({ from }) => from).filter((from) => from > next);
    const params = { name: param.title, until, reader: reader.title };
    if (later.length > 0) findings.problem('paramHole', path, { ...params, from: later.sort()[0] as string });
    else findings.advice('paramEnds', path, params);
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** The sentences that one value rests on should agree on which side the number itself lies. */
function lintQuotedSides(param: Param, at: string, findings: Findings): void {
  for (const [index, { value, sources }] of param.values.entries()) {
    if (typeof value !== 'number') continue;
    const numbers = param.unit === 'ratio' ? [value, Math.round(value * 1e6) / 1e4] : [value];
    const said = (sources ?? []).flatMap(({ quote }, place) =>
      boundariesIn(quote)
        .filter((one) => numbers.includes(one.value))
        .map((one) => ({ ...one, place })),
    );
    const other = said.find(({ operator }) => SIDE[operator] !== SIDE[(said[0] as Boundary).operator]);
    if (other)
      findings.advice('quotedSidesDiffer', `${at}/values/${index}/sources/${other.place}/quote`, {
        name: param.title,
        value,
        phrase: other.phrase,
        other: (said[0] as Boundary).phrase,
      });
  }
}

function lintMerge(mode: MergeMode, value: JsonValue | undefined, name: string, at: string, findings: Findings): void {
  if (value === undefined) return;
  const wanted =
    mode === 'floor' || mode === 'ceiling' ? 'number' : mode === 'append' || mode === 'subset' ? 'list' : undefined;
  if (wanted !== undefined && kindOf(value) !== wanted)
    findings.problem('mergeModeUnfit', at, { name, mode, expected: wanted, found: kindOf(value) });
}

function lintAgainstUpper(param: Param, upper: Param, at: string, findings: Findings): void {
  if (param.merge !== upper.merge)
    findings.problem('mergeModeIgnored', `${at}/merge`, { name: param.title, mode: param.merge, upper: upper.merge });
  if ((param.unit ?? '') !== (upper.unit ?? ''))
    findings.problem('sameIdOtherThing', `${at}/unit`, {
      id: param.id,
      left: upper.unit ?? '',
      right: param.unit ?? '',
    });
  const [mine, above] = [param.values[0]?.value, upper.values[0]?.value] as (JsonValue | undefined)[];
  if (mine !== undefined && above !== undefined && kindOf(mine) !== kindOf(above))
    findings.problem('sameIdOtherThing', `${at}/values/0/value`, {
      id: param.id,
      left: kindOf(above),
      right: kindOf(mine),
    });
  if (param.title !== upper.title)
    findings.advice('titleDiffers', `${at}/title`, { id: param.id, title: param.title, upper: upper.title });
  for (const [index, { value }] of param.values.entries())
    if (upper.enum && !upper.enum.some((one) => JSON.stringify(one) === JSON.stringify(value)))
      findings.problem('valueNotInList', `${at}/values/${index}/value`, {
        name: String(value),
        fact: upper.title,
        known: upper.enum.map(String),
        suggestion: nearestName(String(value), upper.enum.map(String)),
      });
}

function kindOf(value: JsonValue | undefined): string {
  return Array.isArray(value)
    ? 'list'
    : value === null
      ? 'null'
      : typeof value === 'string'
        ? 'text'
        : typeof value === 'object'
          ? 'record'
          : typeof value;
}
