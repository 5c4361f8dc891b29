// Forms

// Cases
export { CaseTimeline, type TimelineEntry } from './CaseTimeline.tsx';
// Decisions
export { DecisionCard, type DecisionCardProps } from './decision-card/DecisionCard.tsx';
export type { ReadyExplanation } from './decision-card/ready-explanation.ts';
export { StatusTag } from './decision-card/StatusTag.tsx';
export { formIssues, wordsForFormIssue } from './form-safety.ts';
// Money as people read and write it
export { inTenThousands, type MoneyReading, readMoney, writeMoney } from './money.ts';
export { type FormValue, PackForm, type PackFormProps } from './PackForm.tsx';
export { plainDigits } from './plain-digits.ts';
export { type OutlineItem, type OutlineState, StageOutline } from './StageOutline.tsx';
export type { OrganisationChoice } from './theme/widgets/OrganisationWidget.tsx';
export { type Decided, decideAndExplain, type PolicyQuestion, useDecision } from './use-decision.ts';
export { type LoadedPolicy, type PolicySource, usePolicy } from './use-policy.ts';
export { packValidator } from './validator.ts';
