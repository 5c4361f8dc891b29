import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { Answer, ReadName } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import { registerCells } from '../register-cells.ts';
import type { RegisterRecord } from '../register-records.ts';
import type { KeptRegister } from './keep-record.ts';
import { type KeptRecord, versionAt } from './kept-record.ts';

/**
 * The lines of a register that a kept record gives: one for each time it says something else, with the days on which it
 * holds. Columns read the fields of the form, and `$from`, `$until`, `$place`, `$record`.
 */
export function keptLines(policy: CasePolicy, register: KeptRegister, record: KeptRecord): Result<RegisterRecord[]> {
  const issues: Issue[] = [];
  const lines = record.versions.map(({ event, from, until, data }): RegisterRecord => {
    const names: Readonly<Record<string, JsonValue>> = {
      ...data,
      $from: from,
      $until: until ?? null,
      $place: record.place,
      $record: record.id,
    };
    const read: ReadName = (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
    const evaluate = evaluatorAt(policy, from);
    const cells = registerCells(register, evaluate, read, issues);
    return {
      key: event,
      register: register.id,
      record: record.id,
      place: record.place,
      on: from,
      ...(until === undefined ? {} : { until }),
      cells,
    };
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: lines };
}

/** What a decision of a register answered about its records. */
export interface AskedOfRegister {
  readonly decision: string;
  readonly title: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly answer: Answer;
}

/** Asks the decisions of a register about the records that hold at a place on a day. */
export function askAboutRegister(
  policy: CasePolicy,
  register: KeptRegister,
  place: string,
  records: readonly KeptRecord[],
  at: string,
): Result<AskedOfRegister[]> {
  const held = records.flatMap((record) => {
    const version = versionAt(record, at);
    return version ? [{ ...version.data, $id: record.id }] : [];
  });
  const names: Readonly<Record<string, JsonValue>> = { $records: held, $place: place, $at: at };
  const read: ReadName = (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
  const evaluate = evaluatorAt(policy, at);
  const asked: AskedOfRegister[] = [];
  for (const question of register.asks ?? []) {
    const facts: Record<string, JsonValue> = {};
    for (const [fact, expression] of Object.entries(question.facts)) {
      const run = evaluate(expression as JsonValue, read);
      if (!run.ok) return run;
      if (run.value !== null) facts[fact] = run.value;
    }
    const answered = policy.decide({ at, decision: question.decision, facts });
    if (!answered.ok) return answered;
    asked.push({
      decision: question.decision,
      title: policy.findDecision(question.decision)?.title ?? question.decision,
      facts,
      answer: answered.value,
    });
  }
  return { ok: true, value: asked };
}
