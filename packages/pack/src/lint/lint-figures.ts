import type { Citation, Decision, Figure, Figures, Flow } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { writtenName } from './judge.ts';
import { LOOSE_NUMBERS } from './messages/quote-words.ts';
import { numbersIn } from './quote-numbers.ts';
import { callsIn, readExpression } from './read-expression.ts';
import { expressionsOf } from './sites.ts';

const COMPARISONS: readonly string[] = ['<', '<=', '>', '>='];

/** A figure says what its sentence says. */
export function lintFigures(chain: Chain, file: Figures, findings: Findings): void {
  const at = chain.file('figures', file.id);
  for (const [index, figure] of file.figures.entries()) {
    const stated = numbersIn(LOOSE_NUMBERS.reduce((text, [loose, plain]) => text.replace(loose, plain), figure.quote));
    const said = figure.parts?.map(({ value }) => value) ?? (figure.value === undefined ? [] : [figure.value]);
    const missing = said.find((value) => !stated.includes(Math.abs(value)));
    if (missing !== undefined && stated.length > 0)
      findings.problem('valueNotInQuote', `${at}/figures/${index}`, {
        name: figure.title,
        value: missing,
        quote: figure.quote,
      });
  }
}

/** What a source only reports is no measure for anybody: no rule compares with it. */
export function lintFiguresInRules(chain: Chain, item: Decision | Flow, findings: Findings): void {
  const observed = chain.once('observedFigures', () => observedIn(chain));
  if (observed.length === 0) return;
  const at = chain.file(item.kind, item.id);
  const cited = [...(item.sources ?? []), ...(item.kind === 'decision' ? ruleSources(item) : [])];
  for (const { expression, path } of expressionsOf(item))
    for (const { operator, args } of callsIn(readExpression(expression))) {
      if (!COMPARISONS.includes(operator)) continue;
      for (const arg of args) {
        const found =
          arg.kind === 'literal'
            ? observed.find(({ figure, source }) => figure.value === arg.value && isCited(figure, source, cited))
            : arg.kind === 'call' && arg.operator === 'param'
              ? observed.find(({ figure, source }) => isValueOf(chain, writtenName(arg.args[0]), figure, source))
              : undefined;
        if (found)
          findings.problem('figureAsThreshold', `${at}${path}`, {
            name: found.figure.title,
            value: found.figure.value ?? null,
            quote: found.figure.quote,
          });
      }
    }
}

interface Observed {
  readonly figure: Figure;
  readonly source: string;
}

function observedIn(chain: Chain): Observed[] {
  return chain.packs.flatMap((pack) =>
    pack.figures.flatMap(({ source, figures }) =>
      figures.flatMap((figure) =>
        figure.value === undefined || (figure.stands ?? 'observation') !== 'observation' ? [] : [{ figure, source }],
      ),
    ),
  );
}

function ruleSources(decision: Decision): readonly Citation[] {
  return (decision.rules ?? []).flatMap(({ then }) => then.sources ?? []);
}

function isCited(figure: Figure, source: string, cited: readonly Citation[]): boolean {
  return cited.some((one) => one.source === source && overlap(one.quote, figure.quote));
}

function isValueOf(chain: Chain, param: string, figure: Figure, source: string): boolean {
  return chain
    .params(param)
    .some(({ values }) =>
      values.some(({ value, sources }) => value === figure.value && isCited(figure, source, sources ?? [])),
    );
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replace(/\s/g, '')) as [string, string];
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}
