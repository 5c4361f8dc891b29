export { type AuditLine, auditTrail } from './audit.ts';
export type { Change } from './change/change-words.ts';
export { whatWouldChange } from './change/what-would-change.ts';
export { type ExplainOptions, type Explanation, explain } from './explain.ts';
export { sourceWords } from './source-words.ts';
export { dayWords, numberWords, valueWords } from './values.ts';
