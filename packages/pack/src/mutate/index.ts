export { makeMutants } from './make-mutants.ts';
export type { Mutant, MutatedKind, MutationOperator } from './mutant.ts';
export {
  killedShare,
  type MutationOptions,
  type MutationReport,
  type MutationScore,
  runMutants,
  type Survivor,
} from './run-mutants.ts';
