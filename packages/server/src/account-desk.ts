import { isAccount, mayOpen, statementOf, yuanOf } from '@cebao/casework';
import { readAccount, readLines } from './account-book.ts';
import type { AccountRow, StatementReply } from './api/accounts.ts';
import { type Book, booksOf, findBook } from './books.ts';
import { visibleCases } from './case-index.ts';
import { messages } from './messages/zh-CN.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** The accounts that a person may read, with what is in them. */
export async function accountRows(services: Services, viewer: Viewer): Promise<AccountRow[]> {
  const rows: AccountRow[] = [];
  for (const { register, place, placeTitle } of booksOf(services, viewer)) {
    if (!isAccount(register)) continue;
    const { account } = await readAccount(services.store, register.id, place);
    rows.push({
      id: register.id,
      title: register.title,
      place,
      placeTitle,
      balance: yuanOf(account.fen),
      lines: account.lines,
    });
  }
  return rows;
}

/** The statement of an account for a month. */
export async function statementReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  place: string,
  month: string = services.today().slice(0, 7),
): Promise<StatementReply> {
  const book = findBook(services, viewer, id, place);
  if (book === undefined || !isAccount(book.register)) throw new Refusal(404, 'unknownRegister', { params: { id } });
  const { register, policy } = book;
  const { store } = services;
  const { account } = await readAccount(store, id, place);
  const statement = statementOf(account, await readLines(store, id, place, month), month);
  const open = new Set((await visibleCases(services, viewer)).map((row) => row.id));
  const thisMonth = services.today().slice(0, 7);
  const purposeOf = (direction: 'in' | 'out', purpose: string | undefined): string => {
    if (purpose === undefined || purpose === '') return messages.account.noPurpose;
    const known = direction === 'in' ? register.account.sources : register.account.uses;
    return known && Object.hasOwn(known.values, purpose) ? (known.values[purpose] as string) : purpose;
  };
  return {
    id,
    title: register.title,
    place,
    placeTitle: book.placeTitle,
    demo: store.settings.demo,
    ...(register.account.note === undefined ? {} : { note: register.account.note }),
    month,
    months: [...new Set([thisMonth, month, ...Object.keys(account.months)])].sort().reverse(),
    running: month >= thisMonth,
    balance: yuanOf(account.fen),
    opening: yuanOf(statement.opening),
    in: yuanOf(statement.in),
    out: yuanOf(statement.out),
    closing: yuanOf(statement.closing),
    lines: statement.lines.map(({ at, fen, balance, direction, purpose, party = '', actor, caseId, ...line }) => ({
      id: line.id,
      on: at.slice(0, 10),
      happened: line.happened,
      kind: line.kind,
      direction,
      purpose: purposeOf(direction, purpose),
      party,
      title: line.title,
      amount: yuanOf(direction === 'in' ? fen : -fen),
      balance: yuanOf(balance),
      by: services.instance().findPerson(actor.person)?.name ?? actor.person,
      ...(open.has(caseId) ? { caseId } : {}),
    })),
    purposes: statement.purposes.map(({ direction, purpose, fen, lines }) => ({
      direction,
      purpose: purposeOf(direction, purpose),
      amount: yuanOf(fen),
      lines,
    })),
    signatures: (register.account.signatures ?? []).map(({ label, stamp = false }) => ({ label, stamp })),
    flows: flowsOf(book, viewer, policy),
  };
}

function flowsOf({ register, place }: Book, viewer: Viewer, policy: Book['policy']): StatementReply['flows'] {
  return (register.account?.bookings ?? []).flatMap(({ flow: id, direction }) => {
    const flow = policy.findFlow(id);
    return flow?.opens
      ? [{ flow: id, title: flow.title, direction, may: mayOpen(policy, flow, place, viewer.person).ok }]
      : [];
  });
}
