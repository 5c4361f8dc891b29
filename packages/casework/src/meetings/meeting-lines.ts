import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { Register } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import { caseworkWords } from '../messages/zh-CN.ts';
import { registerCells } from '../register-cells.ts';
import type { RegisterRecord } from '../register-records.ts';
import { followUpOf, type HeldMeeting, presentIn } from './held-meeting.ts';
import type { Resolution } from './meeting-event.ts';

/** The lines that a meeting's closed minutes give to a register: one, or with `each` one per resolution. */
export function meetingLines(policy: CasePolicy, register: Register, held: HeldMeeting): Result<RegisterRecord[]> {
  const { minutes } = held;
  if (register.meeting !== held.kind || held.status !== 'closed' || !minutes) return { ok: true, value: [] };
  const kind = policy.findMeeting(held.kind);
  const evaluate = evaluatorAt(policy, held.on);
  const attended = presentIn(minutes).length;
  const issues: Issue[] = [];
  const line = (key: string, names: Readonly<Record<string, JsonValue>>): RegisterRecord => {
    const cells = registerCells(
      register,
      evaluate,
      (name) => (Object.hasOwn(names, name) ? names[name] : undefined),
      issues,
    );
    return { key, register: register.id, meeting: held.id, place: held.place, on: held.on, cells };
  };
  const whole: Readonly<Record<string, JsonValue>> = {
    heldOn: held.on,
    number: held.number,
    place: held.where,
    chair: held.chair.name,
    stage: kind?.stages?.values.find(({ id }) => id === held.stage)?.title ?? null,
    topics: held.agenda.map(({ title }) => title).join(caseworkWords.listSeparator),
    attended,
    absent: minutes.attendance.length - attended,
    resolutions: minutes.resolutions.length,
  };
  const ofResolution = (resolution: Resolution): RegisterRecord => {
    const item = held.agenda.find(({ id }) => id === resolution.item);
    const followed = followUpOf(held, resolution.id);
    const bodyTitle = policy.bodies.find(({ id }) => id === resolution.body)?.title;
    return line(resolution.id, {
      ...whole,
      topic: item?.title ?? '',
      item: kind?.agenda.find(({ id }) => id === item?.kind)?.title ?? '',
      discussion: minutes.discussion[resolution.item] ?? null,
      resolutionNo: resolution.no,
      resolution: resolution.text,
      result: resolution.result,
      for: resolution.votes?.for ?? null,
      against: resolution.votes?.against ?? null,
      abstain: resolution.votes?.abstain ?? null,
      responsible: resolution.responsible ?? bodyTitle ?? null,
      finishBy: resolution.until ?? null,
      progress: followed?.text ?? null,
      done: followed?.done ?? false,
    });
  };
  const lines = register.each === undefined ? [line(held.id, whole)] : minutes.resolutions.map(ofResolution);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: lines };
}
