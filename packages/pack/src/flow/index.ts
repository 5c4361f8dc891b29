export { bodiesInSignature, coSignatureOf } from './co-signature.ts';
export {
  type Course,
  caseDependantsOf,
  courseOf,
  findStep,
  isStaged,
  type Situation,
  type Stage,
  splitPath,
} from './course.ts';
export { type CaseStepQuestion, judgeCaseStep } from './judge-case-step.ts';
export {
  type Advice,
  type JudgedAt,
  type JudgeOptions,
  judgeStep,
  type Onward,
  type StepJudgement,
  type StepQuestion,
} from './judge-step.ts';
export type { FlowEvaluate } from './judging.ts';
export {
  type Assignment,
  actsFor,
  type Capacity,
  type Eligible,
  eligibleOf,
  type MayAct,
  mayAct,
  type Offices,
  onDuty,
  type Person,
  type Venue,
} from './may-act.ts';
export { outlineCase, type StageView, type StepState, type StepView } from './outline-case.ts';
export { dependantsOf, prerequisitesOf } from './prerequisites.ts';
export { COMPLETED, type Consequence, completionOf, type FlowEnd } from './progress.ts';
