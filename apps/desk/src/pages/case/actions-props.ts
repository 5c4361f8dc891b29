import type { Policy } from '@cebao/pack';
import type { CaseReply } from '@cebao/server/client';
import type { CaseWords } from './case-words.ts';
import type { Commander } from './use-command.ts';

/** What the dialogs of a case work with. */
export interface CaseActionsProps {
  readonly reply: CaseReply;
  readonly policy: Policy;
  readonly words: CaseWords;
  readonly commander: Commander;
}
