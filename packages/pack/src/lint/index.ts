export type { Finding, Severity } from './finding.ts';
export { type LintOptions, type LintReport, lintPacks } from './lint-packs.ts';
export { wordsForFinding } from './words-for-finding.ts';
export type { WorstFuel } from './worst-fuel.ts';
