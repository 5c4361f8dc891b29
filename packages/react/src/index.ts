// Forms
export { type FormValue, PackForm, type PackFormProps } from './PackForm.tsx';
export type { OrganisationChoice } from './theme/widgets/OrganisationWidget.tsx';
export { formIssues, wordsForFormIssue } from './form-safety.ts';
export { packValidator } from './validator.ts';

// Decisions
export { DecisionCard, type DecisionCardProps, type ReadyExplanation } from './decision-card/DecisionCard.tsx';
export { StatusTag } from './decision-card/StatusTag.tsx';
export { type Decided, decideAndExplain, type PolicyQuestion, useDecision } from './use-decision.ts';
export { type LoadedPolicy, type PolicySource, usePolicy } from './use-policy.ts';

// Cases
export { CaseTimeline, type TimelineEntry } from './CaseTimeline.tsx';
export { type OutlineItem, type OutlineState, StageOutline } from './StageOutline.tsx';

// Money as people read and write it
export { inTenThousands, type MoneyReading, readMoney, writeMoney } from './money.ts';
export { plainDigits } from './plain-digits.ts';
