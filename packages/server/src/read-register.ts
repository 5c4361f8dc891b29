import { isAccount, valueText } from '@cebao/casework';
import { accountRecords } from './account-book.ts';
import type { RegisterReply } from './api/registers.ts';
import { type Book, booksOf, isKeptBook } from './books.ts';
import { visibleCases, wholeCases } from './case-index.ts';
import { messages } from './messages/zh-CN.ts';
import { Refusal } from './problem.ts';
import { keptRegisterReply } from './record-desk.ts';
import { recordsOf, registersOf } from './register-book.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** A register with the lines that the person may see: of cases, of records that people keep, or of an account. */
export async function readRegister(
  services: Services,
  viewer: Viewer,
  id: string,
  isHere: (place: string) => boolean,
  options: { readonly at?: string | undefined; readonly all?: 'true' | undefined } = {},
): Promise<RegisterReply> {
  const books = booksOf(services, viewer, id).filter(({ place }) => isHere(place));
  const kept = books.filter(isKeptBook);
  if (books[0]?.register.meeting !== undefined) return meetingRegisterReply(services, books);
  if (kept.length > 0) return keptRegisterReply(services, kept, { at: options.at, all: options.all === 'true' });
  if (books.length > 0) return accountRegisterReply(services, viewer, books);
  const register = registersOf(services, viewer).get(id);
  if (register?.flow === undefined) throw new Refusal(404, 'unknownRegister', { params: { id } });
  const visible = new Map((await wholeCases(services, viewer)).map((row) => [row.id, row]));
  const instance = services.instance();
  const rows: RegisterReply['rows'] = [];
  for (const record of await recordsOf(services.store, id)) {
    const row = visible.get(record.caseId ?? '');
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
      caseId: row.id,
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
    kind: 'cases',
    demo: services.store.settings.demo,
    ...(register.note === undefined ? {} : { note: register.note }),
    columns: register.columns.map(({ id: column, title, format = 'text' }) => ({ id: column, title, format })),
    rows,
  };
}

/** The lines that minutes gave. */
async function meetingRegisterReply(services: Services, books: readonly Book[]): Promise<RegisterReply> {
  const [first] = books as readonly [Book, ...Book[]];
  const { register } = first;
  const byPlace = new Map(books.map((book) => [book.place, book]));
  const rows: RegisterReply['rows'] = [];
  for (const { place, on, cells, meeting } of await recordsOf(services.store, register.id)) {
    const book = byPlace.get(place);
    if (book === undefined) continue;
    const texts: Record<string, string> = {};
    for (const { id, format = 'text', labels } of register.columns)
      texts[id] = valueText(cells[id], format, { words: book.policy.words }, labels);
    rows.push({
      ...(meeting === undefined ? {} : { meeting }),
      place,
      placeTitle: book.placeTitle,
      on,
      cells: { ...cells },
      texts,
    });
  }
  return {
    id: register.id,
    title: register.title,
    kind: 'meetings',
    demo: services.store.settings.demo,
    ...(register.note === undefined ? {} : { note: register.note }),
    ...(register.meeting === undefined ? {} : { meetings: register.meeting }),
    columns: register.columns.map(({ id, title, format = 'text' }) => ({ id, title, format })),
    rows,
  };
}

/** The lines of accounts as those of any other register. */
async function accountRegisterReply(
  services: Services,
  viewer: Viewer,
  books: readonly Book[],
): Promise<RegisterReply> {
  const [first] = books as readonly [Book, ...Book[]];
  const { register } = first;
  const columns = [
    { id: 'on', title: messages.accountColumns.on, format: 'date' },
    { id: 'happened', title: messages.accountColumns.happened, format: 'date' },
    { id: 'direction', title: messages.accountColumns.direction, format: 'label' },
    { id: 'purpose', title: messages.accountColumns.purpose, format: 'label' },
    { id: 'party', title: messages.accountColumns.party, format: 'text' },
    { id: 'amount', title: messages.accountColumns.amount, format: 'money' },
  ] as const;
  const labels = {
    direction: messages.account.directions,
    purpose: isAccount(register) ? { ...register.account.sources?.values, ...register.account.uses?.values } : {},
  } as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const open = new Set((await visibleCases(services, viewer)).map(({ id }) => id));
  const names = { words: first.policy.words };
  const places = new Map(books.map(({ place, placeTitle }) => [place, placeTitle]));
  const lines = (await accountRecords(services.store, register.id)).filter(({ place }) => places.has(place));
  return {
    id: register.id,
    title: register.title,
    kind: 'account',
    demo: services.store.settings.demo,
    ...(register.note === undefined ? {} : { note: register.note }),
    columns: columns.map((column) => ({ ...column })),
    rows: lines.map(({ caseId = '', place, on, cells }) => ({
      ...(open.has(caseId) ? { caseId } : {}),
      place,
      placeTitle: places.get(place) ?? place,
      on,
      cells: { ...cells },
      texts: Object.fromEntries(columns.map(({ id, format }) => [id, valueText(cells[id], format, names, labels[id])])),
    })),
  };
}
