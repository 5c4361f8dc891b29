import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import {
  applyEvent,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type CommandContext,
  type CommandDecision,
  decideCommand,
} from '../src/index.ts';
import { type CastName, cast, contextMaker, demoPolicy, VILLAGE } from './demo-policy.ts';

/** A case under way in a test: commands by the cast, events kept, state folded as they come. */
export class CaseRun {
  readonly events: CaseEvent[] = [];
  state: CaseState | undefined;
  readonly policy: Policy;
  private readonly context = contextMaker();

  constructor(policy: Policy = demoPolicy()) {
    this.policy = policy;
  }

  get case(): CaseState {
    if (!this.state) throw new Error('no case yet');
    return this.state;
  }

  try(who: CastName, command: CaseCommand, more: Partial<CommandContext> = {}): CommandDecision {
    const decided = decideCommand(this.policy, this.state, command, this.context(cast[who], more));
    if (decided.ok) {
      for (const event of decided.events) {
        this.events.push(event);
        this.state = applyEvent(this.state, event);
      }
    }
    return decided;
  }

  /** Like `try`, but it must succeed. */
  go(who: CastName, command: CaseCommand, more: Partial<CommandContext> = {}): CaseState {
    const decided = this.try(who, command, more);
    if (!decided.ok) throw new Error(`${command.type}: ${JSON.stringify(decided.issues)}`);
    return this.case;
  }

  submit(
    who: CastName,
    step: string,
    data: Record<string, JsonValue> = {},
    more: Partial<CommandContext> = {},
  ): CaseState {
    return this.go(who, { type: 'submit', step, data }, more);
  }

  /** The codes of a refused command; empty when it was taken. */
  refuse(who: CastName, command: CaseCommand, more: Partial<CommandContext> = {}): string[] {
    const decided = this.try(who, command, more);
    return decided.ok ? [] : decided.issues.map(({ code }) => code);
  }

  sign(who: CastName, step: string): CaseState {
    return this.go(who, {
      type: 'sign',
      step,
      contentHash: this.case.steps[step]?.submissions.at(-1)?.contentHash ?? '',
    });
  }

  open(who: CastName = 'org'): CaseState {
    return this.go(who, {
      type: 'open',
      flow: 'demo.case',
      place: VILLAGE,
      data: { title: 'Tea for elders', implementer: 'org-1' },
      submit: true,
    });
  }

  /** Opens the case and takes the steps up to and including `until`. */
  upTo(
    until: 'collect' | 'assess' | 'apply' | 'review' | 'decide' | 'contract' | 'plan' | 'serve',
    appliedAmount = 120000.5,
  ): this {
    const steps: [string, () => void][] = [
      ['collect', () => this.open()],
      ['assess', () => this.submit('committee', 'demand/assess', { reps: 6 })],
      ['apply', () => this.submit('org', 'demand/apply', { appliedAmount, year: 2026 })],
      ['review', () => this.submit('party', 'purchase/review', { reviewResult: 'pass' })],
      ['decide', () => this.submit('town', 'purchase/decide', { decisionResult: 'approved', approvedAmount: 110000 })],
      [
        'contract',
        () => this.submit('signer', 'purchase/contract', { contractAmount: 109999.99, signedOn: '2026-11-20' }),
      ],
      [
        'plan',
        () => {
          this.submit('org', 'work/plan', { months: 12, evaluator: 'eval-1' });
          for (const who of ['committee', 'org', 'worker'] as const) this.sign(who, 'work/plan');
        },
      ],
      ['serve', () => this.submit('worker', 'work/serve', { servedOn: '2026-11-22', people: 12 })],
    ];
    for (const [name, take] of steps) {
      take();
      if (name === until) break;
    }
    return this;
  }
}
