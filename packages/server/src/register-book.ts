import { bodiesOf, type RegisterRecord } from '@cebao/casework';
import type { Register } from '@cebao/pack';
import type { Store } from '@cebao/store';
import { accountRecords } from './account-book.ts';
import { eachDocument } from './each-document.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** Records of registers: documents made from events and nothing else. */
export const REGISTER_RECORDS = 'register-records';

/** Key of a line's document: register, the case, record or meeting it comes from, line. */
export function recordKey(record: Pick<RegisterRecord, 'register' | 'caseId' | 'record' | 'meeting' | 'key'>): string {
  return `${record.register}|${record.caseId ?? record.record ?? record.meeting ?? ''}|${record.key}`;
}

/** All records of a register, by the day they belong to. */
export async function recordsOf(store: Store, register: string): Promise<RegisterRecord[]> {
  const records: RegisterRecord[] = await accountRecords(store, register);
  for await (const { value } of eachDocument(store, REGISTER_RECORDS, `${register}|`))
    records.push(value as unknown as RegisterRecord);
  return records.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.key < b.key ? -1 : 1));
}

/** Of lines of kept records those that hold on a day; lines of cases stay. */
export function heldOn(records: readonly RegisterRecord[], day: string): RegisterRecord[] {
  return records.filter(
    ({ record, on, until }) => record === undefined || (on <= day && (until === undefined || day <= until)),
  );
}

/** Whether a person has a part in the cases that fill a register: an empty one is then worth showing. */
export function hasPartIn(services: Services, viewer: Viewer, register: Register): boolean {
  return viewer.person.assignments.some(({ place, role: id }) => {
    const policy = services.policies.newest(place);
    const flow = policy.ok ? policy.value.findFlow(register.flow ?? '') : undefined;
    const role = policy.ok ? policy.value.findRole(id) : undefined;
    if (!policy.ok || !flow || !role) return false;
    const bodies = [...bodiesOf(policy.value, flow), ...(flow.opens?.overseers ?? [])];
    return bodies.includes(role.actsFor);
  });
}

/**
 * The registers of the places at which a person works, by id; the pack of the nearest place states the columns. Registers
 * of a flow with `visibility` are for those who act for the bodies it names.
 */
export function registersOf(services: Services, viewer: Viewer): Map<string, Register> {
  const registers = new Map<string, Register>();
  for (const { place, role } of viewer.person.assignments) {
    const policy = services.policies.newest(place);
    if (!policy.ok) continue;
    const body = policy.value.findRole(role)?.actsFor ?? '';
    for (const register of policy.value.registers) {
      const { visibility } = policy.value.findFlow(register.flow ?? '') ?? {};
      if (visibility === undefined || visibility.includes(body)) registers.set(register.id, register);
    }
  }
  return registers;
}
