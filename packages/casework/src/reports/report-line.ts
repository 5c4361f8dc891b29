import type { JsonValue } from '@cebao/engine';
import type { DataElement, HeldIn } from '@cebao/pack';
import type { EventActor } from '../event.ts';

/** Where a value comes from. */
export type ReportSource =
  | {
      readonly from: 'register';
      readonly register: string;
      readonly take: HeldIn['take'];
      /** How many lines of the register took part. */
      readonly lines: number;
      /** The newest of them: its day, and the case or record it comes from. */
      readonly newest?: { readonly on: string; readonly caseId?: string; readonly record?: string };
    }
  | {
      readonly from: 'answer';
      readonly report: string;
      readonly reportTitle: string;
      readonly requestedBy: string;
      readonly at: string;
      readonly actor: EventActor;
      readonly reason?: string;
    }
  | { readonly from: 'elements'; readonly elements: readonly string[] };

/** `held`: there is a value; `computable`: worked out; `asked`: another report asks for it; `ask`: nobody has it yet. */
export type LineKind = 'held' | 'computable' | 'asked' | 'ask';

/** One line of a report as it was compiled. */
export interface ReportLine {
  readonly element: string;
  /** What the report calls it. */
  readonly title: string;
  readonly type: DataElement['type'];
  readonly unit?: string;
  readonly kind: LineKind;
  readonly value?: JsonValue;
  readonly source?: ReportSource;
  /** The value that was there before a person said otherwise. */
  readonly instead?: { readonly value: JsonValue; readonly source: ReportSource };
  /** Elements to be asked for before the line has a value: itself, or what it is worked out from. */
  readonly waitsFor?: readonly string[];
  /** kind asked: who asks for it already. */
  readonly askedBy?: { readonly report: string; readonly title: string; readonly requestedBy: string };
}
