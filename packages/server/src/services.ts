import type { PolicyModules } from '@cebao/pack/simulate';
import type { Store } from '@cebao/store';
import type { HandoverReply } from './api/audit.ts';
import type { Clock } from './clock.ts';
import type { Instance } from './instance.ts';
import type { Policies } from './policies.ts';
import type { Readiness } from './readiness.ts';
import type { Sessions } from './sessions.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import type { StaffBook } from './staff-book.ts';
import type { Commits } from './watch-commits.ts';

/** What every route may use. */
export interface Services {
  readonly store: Store;
  readonly policies: Policies;
  /** Generated programs for questions in bulk. */
  readonly modules: PolicyModules;
  readonly instance: () => Instance;
  readonly staff: StaffBook;
  readonly sessions: Sessions;
  readonly throttle: SignInThrottle;
  readonly clock: Clock;
  /** Civil date of Asia/Shanghai. */
  today(): string;
  readonly version: string;
  readonly readiness: Readiness;
  /** What live streams need: the writes they follow, when they end, and how often they show that they live. */
  readonly live: {
    readonly commits: Commits;
    readonly stopping: AbortSignal | undefined;
    readonly heartbeatMs: number | undefined;
  };
  /** Told of every answer to a question that is not recorded: which decision, and its status. */
  readonly onDecision: ((decision: string, status: string) => void) | undefined;
  /** Secret of the door for new links; absent = the door is shut. */
  readonly linkSecret: string | undefined;
  /** Makes the demo anew; absent where there is none to make anew. */
  readonly resetDemo: (() => Promise<string | undefined>) | undefined;
  /** The last checkpoint that was made; absent where the service makes none by itself. */
  readonly lastCheckpoint: (() => HandoverReply | undefined) | undefined;
}
