import { type RegisterRecord, valueText } from '@cebao/casework';
import type { Register } from '@cebao/pack';
import type { Store } from '@cebao/store';
import type { RegisterReply } from './api/registers.ts';
import { wholeCases } from './case-index.ts';
import { eachDocument } from './each-document.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** Records of registers: documents made from events and nothing else. */
export const REGISTER_RECORDS = 'register-records';

/** Key of a record's document: register, case, record. */
export function recordKey(record: Pick<RegisterRecord, 'register' | 'caseId'> & { readonly key: string }): string {
  return `${record.register}|${record.caseId}|${record.key}`;
}

/** All records of a register, by the day they belong to. */
export async function recordsOf(store: Store, register: string): Promise<RegisterRecord[]> {
  const records: RegisterRecord[] = [];
  for await (const { value } of eachDocument(store, REGISTER_RECORDS, `${register}|`))
    records.push(value as unknown as RegisterRecord);
  return records.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.key < b.key ? -1 : 1));
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
      const { visibility } = policy.value.findFlow(register.flow) ?? {};
      if (visibility === undefined || visibility.includes(body)) registers.set(register.id, register);
    }
  }
  return registers;
}

/** A register with the records of the cases the person may see. */
export async function readRegister(
  services: Services,
  viewer: Viewer,
  id: string,
  isHere: (place: string) => boolean,
): Promise<RegisterReply> {
  const register = registersOf(services, viewer).get(id);
  if (register === undefined) throw new Refusal(404, 'unknownRegister', { params: { id } });
  const visible = new Map((await wholeCases(services, viewer)).map((row) => [row.id, row]));
  const instance = services.instance();
  const rows: RegisterReply['rows'] = [];
  for (const record of await recordsOf(services.store, id)) {
    const row = visible.get(record.caseId);
    if (row === undefined || !isHere(record.place)) continue;
    const policy = await services.policies.ofRevision(row.revision, row.place);
    const names = {
      words: (code: string) => policy?.words(code) ?? code,
      organisation: instance.organisationTitle,
      place: instance.titleOf,
    };
    const texts: Record<string, string> = {};
    for (const { id: column, format = 'text', labels } of register.columns)
      texts[column] = valueText(record.cells[column], format, names, labels);
    rows.push({
      caseId: record.caseId,
      place: record.place,
      placeTitle: instance.titleOf(record.place),
      on: record.on,
      cells: { ...record.cells },
      texts,
    });
  }
  return {
    id,
    title: register.title,
    demo: services.store.settings.demo,
    ...(register.note === undefined ? {} : { note: register.note }),
    columns: register.columns.map(({ id: column, title, format = 'text' }) => ({ id: column, title, format })),
    rows,
  };
}
