import type { Answer } from '../answer.ts';
import { runExample } from '../examples.ts';
import type { Example } from '../format.ts';
import { type Asked, type Rules, rulesFrom } from '../mutate/mutated-rules.ts';
import type { Pack } from '../pack.ts';
import { type CoverageItem, type CoverageKind, coverageItems } from './coverage-items.ts';
import { sayCoverageItem } from './say-coverage.ts';

/** One thing that examples ought to touch, and those that do. */
export interface CoverageLine {
  readonly kind: CoverageKind;
  readonly id: string;
  readonly pointer?: string;
  /** What it is, in Chinese. */
  readonly sentence: string;
  /** Ids of the examples that touch it; none: no example does. */
  readonly examples: readonly string[];
}

/** What the examples of one decision touch. */
export interface DecisionCoverage {
  readonly decision: string;
  readonly title: string;
  readonly folder: string;
  readonly examples: number;
  readonly touched: number;
  readonly lines: readonly CoverageLine[];
}

/**
 * What the examples of every decision touch and what none touches: rules, faults, steps, reasons, statuses, choices,
 * absence, boundaries with their neighbours, layers and days. Examples that fail, and proposed ones, touch nothing.
 *
 * @example
 * coverExamples(packs).flatMap(({ lines }) => lines.filter(({ examples }) => examples.length === 0));
 */
export function coverExamples(packs: readonly Pack[], only?: string): DecisionCoverage[] {
  const rules = rulesFrom(packs);
  const examples = packs.flatMap((pack) => pack.examples).filter((example) => !example.proposed);
  return packs.flatMap((pack) =>
    pack.decisions
      .filter(({ id }) => only === undefined || id === only)
      .map((decision) => {
        const answered = answeredExamples(rules, examples, decision.id);
        const lines = coverageItems(packs, rules, decision.id).map((item) => ({
          kind: item.kind,
          id: item.id,
          ...(item.pointer === undefined ? {} : { pointer: item.pointer }),
          sentence: sayCoverageItem(packs, decision.id, item),
          examples: touching(item, answered),
        }));
        return {
          decision: decision.id,
          title: decision.title,
          folder: pack.folder,
          examples: answered.length,
          touched: lines.filter((line) => line.examples.length > 0).length,
          lines,
        };
      }),
  );
}

interface Answered {
  readonly id: string;
  readonly asked: Asked;
  readonly answer: Answer;
}

/** The examples of a decision that pass, with their answers. */
export function answeredExamples(rules: Rules, examples: readonly Example[], decision: string): Answered[] {
  return examples
    .filter((example) => example.decision === decision)
    .flatMap((example) => {
      const { passed, answer } = runExample(rules, example);
      return passed && answer ? [{ id: example.id, asked: example as unknown as Asked, answer }] : [];
    });
}

function touching(item: CoverageItem, answered: readonly Answered[]): string[] {
  return answered.filter(({ asked, answer }) => item.touches(asked, answer)).map(({ id }) => id);
}
