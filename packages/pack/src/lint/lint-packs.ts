import type { Issue } from '@cebao/engine';
import { layerRegion } from '../layer.ts';
import type { Pack } from '../pack.ts';
import type { Rulebook } from '../rulebook.ts';
import { chainOf } from '../validate.ts';
import { BurdenRules, lintBurden } from './burden.ts';
import { Chain } from './chain.ts';
import { type Finding, Findings } from './finding.ts';
import { writtenName } from './judge.ts';
import { lintAssumedBelow, lintDecisionAssumptions, lintFlowAssumptions } from './lint-assumptions.ts';
import { lintBoundaries, lintFormBoundaries } from './lint-boundaries.ts';
import { lintDecision } from './lint-decision.ts';
import { lintDecisionExamples, lintExamples } from './lint-examples.ts';
import { lintFigures, lintFiguresInRules } from './lint-figures.ts';
import { lintFlow } from './lint-flow.ts';
import { lintForm } from './lint-form.ts';
import { lintFormBounds } from './lint-form-bounds.ts';
import { lintHomonyms } from './lint-homonyms.ts';
import { lintLabels } from './lint-labels.ts';
import { lintMatch } from './lint-match.ts';
import { lintMeeting } from './lint-meeting.ts';
import { lintParam, type Reader } from './lint-param.ts';
import { lintHands, lintReach } from './lint-reach.ts';
import { lintRegister } from './lint-register.ts';
import { lintRepeatedBounds, lintRepeatedLiterals, lintRepeatedParams } from './lint-repeats.ts';
import { lintShares } from './lint-shares.ts';
import { lintShown } from './lint-shown.ts';
import { lintTitledUnits } from './lint-titled-units.ts';
import { lintAnswerWords, lintCodes, lintUnusedWords } from './lint-words.ts';
import { callsIn, readExpression } from './read-expression.ts';
import { expressionsOf } from './sites.ts';
import { type WorstFuel, worstFuelOf } from './worst-fuel.ts';

export interface LintOptions {
  /** The rules of the burden linter, packs of their own; without them burdens are not looked for. */
  readonly burden?: Rulebook;
  /** The day for which the burden rules are read. */
  readonly at?: string;
}

/** What the linter says of some packs. */
export interface LintReport {
  readonly findings: readonly Finding[];
  /** Of every decision, the most it can take. */
  readonly fuel: readonly WorstFuel[];
}

/**
 * Looks through valid packs for what validation cannot see: kinds and units, wording of boundaries, sources and
 * assumptions, repeats, homonyms, words and examples, and burdens. Pure: the same packs give the same findings.
 *
 * @example
 * const { findings } = lintPacks(packs, { burden, at: '2026-01-01' });
 * findings.filter(({ severity }) => severity === 'problem');
 */
export function lintPacks(packs: readonly Pack[], options: LintOptions = {}): LintReport {
  const findings = new Findings();
  const fuel: WorstFuel[] = [];
  const byId = new Map(packs.map((pack) => [pack.manifest.id, pack]));
  const examples = packs.flatMap((pack) => pack.examples);
  const burden = options.burden && new BurdenRules(options.burden, options.at ?? '9999-12-31');
  for (const pack of packs) {
    const chain = new Chain(chainOf(pack, byId) ?? [pack]);
    const over = packs.filter((other) => chainOf(other, byId)?.includes(pack));
    for (const issue of layeringIssues(packs, pack)) findings.add({ ...issue, severity: 'problem' });
    for (const [index, { kind, id }] of pack.removals.entries())
      if (
        kind === 'param' &&
        chain.packs.slice(1).some((upper) => upper.params.some((param) => param.id === id && param.merge === 'locked'))
      )
        findings.problem('removesLocked', `${pack.folder}/remove.json#/remove/${index}`, { id });
    const readers = readersIn(over);
    for (const param of pack.params) lintParam(chain, param, readers.get(param.id) ?? [], findings);
    for (const decision of pack.decisions) {
      lintDecision(chain, decision, findings);
      lintBoundaries(chain, decision, findings);
      lintDecisionAssumptions(chain, decision, findings);
      lintCodes(chain, decision, findings);
      lintAnswerWords(chain, decision, findings);
      lintRepeatedLiterals(chain, decision, findings);
      lintDecisionExamples(chain, decision, examples, findings);
      lintShares(chain, decision, findings);
      lintReach(chain, decision, findings);
      lintFiguresInRules(chain, decision, findings);
      fuel.push(worstFuelOf(chain, decision));
    }
    for (const flow of pack.flows) {
      lintFlow(chain, flow, findings);
      lintReach(chain, flow, findings);
      lintHands(chain, flow, findings);
      lintBoundaries(chain, flow, findings);
      lintFlowAssumptions(chain, flow, findings);
      lintCodes(chain, flow, findings);
      lintRepeatedLiterals(chain, flow, findings);
      lintFiguresInRules(chain, flow, findings);
    }
    for (const form of pack.forms) {
      lintForm(chain, form, findings);
      lintReach(chain, form, findings);
      lintFormBoundaries(chain, form, findings);
      lintRepeatedBounds(chain, form, findings);
    }
    for (const register of pack.registers) lintRegister(chain, register, findings);
    for (const match of pack.matches) lintMatch(chain, match, findings);
    for (const meeting of pack.meetings) lintMeeting(chain, meeting, findings);
    for (const file of pack.figures) lintFigures(chain, file, findings);
    lintTitledUnits(chain, findings);
    lintFormBounds(chain, findings);
    lintLabels(chain, findings);
    lintShown(chain, findings);
    lintAssumedBelow(chain, findings);
    lintRepeatedParams(chain, findings);
    lintHomonyms(chain, findings);
    lintUnusedWords(pack, over, findings);
    lintExamples(pack, packs, findings);
    if (burden) lintBurden(chain, burden, findings);
  }
  for (const issue of burden?.issues ?? []) findings.add({ ...issue, severity: 'problem' });
  for (const { decision, file, fuel: worst, limit, items } of fuel)
    if (worst > limit) findings.advice('fuelAboveLimit', file, { name: decision, fuel: worst, limit, items });
  return { findings: findings.list(), fuel };
}

/** What reads each param, in some packs. */
function readersIn(packs: readonly Pack[]): ReadonlyMap<string, Reader[]> {
  const readers = new Map<string, Reader[]>();
  for (const item of packs.flatMap((pack) => [...pack.decisions, ...pack.flows]))
    for (const { expression } of expressionsOf(item))
      for (const { operator, args } of callsIn(readExpression(expression)))
        if (operator === 'param') {
          const id = writtenName(args[0]);
          const reader = { title: item.title, until: 'until' in item ? item.until : undefined };
          readers.set(id, [...(readers.get(id) ?? []), reader]);
        }
  return readers;
}

/** What shows only when packs are laid over one another: values that break an upper layer's merge mode. */
function layeringIssues(packs: readonly Pack[], pack: Pack): readonly Issue[] {
  const layered = layerRegion(packs, pack.manifest.region);
  return layered.ok ? [] : layered.issues;
}
