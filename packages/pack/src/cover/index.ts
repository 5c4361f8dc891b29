export { type CoverageLine, coverExamples, type DecisionCoverage } from './cover-examples.ts';
export type { CoverageKind } from './coverage-items.ts';
export { type ProposedExample, proposeExamples } from './propose-examples.ts';
