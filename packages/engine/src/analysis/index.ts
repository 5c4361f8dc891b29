// What rules mean, exactly: diagrams over facts cut into intervals and choices

export { Budget, BudgetSpent } from './budget.ts';
export { type Diagram, Diagrams, NO_VARIABLE } from './diagrams.ts';
export type { Domain } from './domain.ts';
export { evaluate, type Names } from './evaluate.ts';
export {
  ABSENT,
  after,
  before,
  FIRST,
  type LineKind,
  nextDown,
  nextUp,
  positionOf,
  roundPosition,
  valueAt,
} from './line.ts';
export { Meaning } from './meaning.ts';
export { type Bound, isImpossible, type Region, type Run, regionsOf } from './regions.ts';
export { findOverlaps, findRedundant, Meeting, type Reading, type Row, readRows } from './rows.ts';
export { Space } from './space.ts';
export { canonical, constant, listOf, objectOf, type Term, termKey } from './term.ts';
export type { Subject, Variable } from './variable.ts';
export { type Facts, witnessesOf } from './witnesses.ts';
