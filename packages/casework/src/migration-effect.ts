/** One thing that changes for a case under another revision, with the words or values before and after. */
export interface MigrationEffect {
  readonly kind:
    | 'stepAdded'
    | 'stepGone'
    | 'stepOpens'
    | 'stepCloses'
    | 'actorsChange'
    | 'dueChanges'
    | 'answerChanges'
    | 'titleChanges'
    | 'ends'
    | 'endGone';
  readonly step?: string;
  /** Title of the step or of the decision. */
  readonly title?: string;
  readonly before?: string;
  readonly after?: string;
}
