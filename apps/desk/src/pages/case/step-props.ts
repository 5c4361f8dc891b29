import type { OpenStep } from '@cebao/casework';
import type { Policy } from '@cebao/pack';
import type { CaseReply } from '@cebao/server/client';
import type { CaseWords } from './case-words.ts';
import type { Commander } from './use-command.ts';

/** What the parts of a step's card work with. */
export interface StepPanelProps {
  readonly reply: CaseReply;
  readonly policy: Policy;
  readonly words: CaseWords;
  readonly step: OpenStep;
  /** All steps the person may take now. */
  readonly others: readonly OpenStep[];
  readonly onChoose: (step: string) => void;
  readonly commander: Commander;
}
