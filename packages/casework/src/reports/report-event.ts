import type { DataElement, Level } from '@cebao/pack';
import type { EventActor } from '../event.ts';
import type { PeriodKind } from './period.ts';

interface ReportEventHead {
  readonly id: string;
  readonly schema: 1;
  readonly report: string;
  /** Civil time with offset. */
  readonly at: string;
  readonly actor: EventActor;
  readonly sealed: string | null;
}

/** A department's report is taken up, each of its fields matched with an element by a person. */
export interface ReportAdopted extends ReportEventHead {
  readonly type: 'reportAdopted';
  /** It holds at the places of `level` here and below. */
  readonly place: string;
  readonly title: string;
  readonly requestedBy: string;
  readonly period: PeriodKind;
  readonly level: Level;
  readonly answeredBy: readonly string[];
  readonly elements: readonly { readonly element: string; readonly title: string }[];
  /** Elements that were in no dictionary yet. */
  readonly defined: readonly DataElement[];
}

/** The report is asked for no longer. */
export interface ReportEnded extends ReportEventHead {
  readonly type: 'reportEnded';
  readonly reason: string;
}

export type ReportEvent = ReportAdopted | ReportEnded;

/** An adopted report as its events left it. Plain JSON. */
export interface AdoptedReport extends Omit<ReportAdopted, 'type' | 'schema' | 'sealed' | 'report'> {
  readonly version: number;
  readonly ended?: { readonly at: string; readonly actor: EventActor; readonly reason: string };
}

/** The state after one more event; undefined as long as the report was not adopted. */
export function applyReportEvent(before: AdoptedReport | undefined, event: ReportEvent): AdoptedReport | undefined {
  if (event.type === 'reportAdopted') {
    const { type: _type, schema: _schema, sealed: _sealed, report, ...rest } = event;
    return { ...rest, id: report, version: 1 };
  }
  if (before === undefined) return undefined;
  const { at, actor, reason } = event;
  return { ...before, version: before.version + 1, ended: { at, actor, reason } };
}
