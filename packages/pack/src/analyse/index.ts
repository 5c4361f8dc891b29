// What the rules of a pack mean: faults of one version, and the exact difference of two

export type { Bound, Facts } from '@cebao/engine/analysis';

export {
  type AnalyseOptions,
  type Analysis,
  analyseDecision,
  type Finding,
  type FindingKind,
} from './analyse-decision.ts';
export { type Change, compareDecisions, type Difference, type Side } from './compare-decisions.ts';
export { analyseMessages } from './messages/zh-CN.ts';
export { rangesOf } from './ranges-of.ts';
export { factWords, type RegionContext, regionWords } from './region-words.ts';
export {
  analysisLines,
  changeWords,
  findingWords,
  forceWords,
  nearestDecision,
  regionContext,
  unsettledWords,
  wholesLines,
} from './say-analysis.ts';
