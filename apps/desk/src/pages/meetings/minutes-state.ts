import type { MeetingReply } from '@cebao/server/client';

type How = MeetingReply['attendance'][number]['how'];
type Result = MeetingReply['resolutions'][number]['result'];

/** A resolution while it is written. */
export interface ResolutionRow {
  readonly key: string;
  readonly id?: string;
  readonly item: string;
  readonly no: string;
  readonly text: string;
  readonly result: Result;
  readonly for?: number;
  readonly against?: number;
  readonly abstain?: number;
  readonly body?: string;
  readonly responsible: string;
  readonly until: string;
}

/** Minutes while they are written: plain JSON, so that they can be kept on this computer. */
export interface MinutesState {
  readonly attendance: {
    readonly [member: string]: { readonly how: How; readonly deputy: string; readonly reason: string };
  };
  readonly discussion: { readonly [item: string]: string };
  readonly resolutions: readonly ResolutionRow[];
  readonly chair: string;
  readonly chairReason: string;
  readonly reason: string;
}

/** What the meeting's minutes say already. */
export function startOf(meeting: MeetingReply): MinutesState {
  return {
    attendance: Object.fromEntries(
      meeting.attendance.map(({ member, how, deputy = '', reason = '' }) => [member, { how, deputy, reason }]),
    ),
    discussion: Object.fromEntries(meeting.agenda.map(({ id, discussion = '' }) => [id, discussion])),
    resolutions: meeting.resolutions.map(
      ({ id, item, no, text, result, votes, body, responsible = '', until = '' }) => ({
        key: id,
        id,
        item,
        no,
        text,
        result,
        ...votes,
        ...(body === undefined ? {} : { body }),
        responsible,
        until,
      }),
    ),
    chair: meeting.chair.member,
    chairReason: '',
    reason: '',
  };
}

/** As the service takes them. */
export function minutesOf({ attendance, discussion, resolutions }: MinutesState) {
  return {
    attendance: Object.entries(attendance).map(([member, { how, deputy, reason }]) => ({
      member,
      how,
      ...(how === 'deputy' ? { deputy } : {}),
      ...(how === 'present' || reason.trim() === '' ? {} : { reason }),
    })),
    discussion,
    resolutions: resolutions.map(({ key: _key, for: yes, against, abstain, responsible, until, ...row }) => ({
      ...row,
      ...(yes === undefined && against === undefined && abstain === undefined
        ? {}
        : { votes: { for: yes ?? 0, against: against ?? 0, abstain: abstain ?? 0 } }),
      ...(responsible.trim() === '' ? {} : { responsible }),
      ...(until === '' ? {} : { until }),
    })),
  };
}
