import type { Basis, Meeting } from '@cebao/pack';
import type { CasePolicy } from '../case-policy.ts';
import { type HeldMeeting, presentIn } from './held-meeting.ts';
import type { Minutes } from './meeting-event.ts';

/** What minutes give reason to look at: codes with words in the pack. Never a refusal. */
export interface MinutesWarning {
  readonly code: string;
  readonly basis: Basis;
  readonly assumption?: string;
  /** Ids of resolutions. */
  readonly resolution?: string;
  readonly attended: number;
  readonly needed?: number;
}

/** Looks at quorum and majority, by the rules of the meeting's day. */
export function weighMinutes(
  policy: CasePolicy,
  { quorum, majority }: Meeting,
  { on }: Pick<HeldMeeting, 'on'>,
  minutes: Minutes | undefined,
): MinutesWarning[] {
  if (!minutes) return [];
  const attended = presentIn(minutes).length;
  const warnings: MinutesWarning[] = [];
  const needed = quorum && policy.findParam(quorum.persons, on);
  if (quorum && typeof needed?.value === 'number' && attended < needed.value)
    warnings.push({ code: quorum.warning, basis: needed.basis, attended, needed: needed.value });
  for (const { id, result, votes } of majority ? minutes.resolutions : [])
    if (majority && result === 'adopted' && votes && votes.for * 2 <= attended)
      warnings.push({
        code: majority.warning,
        basis: majority.basis,
        ...(majority.assumption === undefined ? {} : { assumption: majority.assumption }),
        resolution: id,
        attended,
      });
  return warnings;
}
