import type { MatchReply } from './api/matches.ts';
import { messages } from './messages/zh-CN.ts';
import { registerWorkbook } from './xlsx.ts';

const { sheet, comma } = messages.matches;

/** A round as a workbook: every open need with what it can have, or what it lacks. */
export function matchWorkbook(reply: MatchReply, printedOn: string): Promise<Buffer> {
  const columns = (['place', 'need', 'since', 'on', 'amount', 'rest', 'candidates', 'lacking'] as const).map((id) => ({
    id,
    title: sheet[id],
    format: id === 'amount' || id === 'rest' ? ('number' as const) : ('text' as const),
  }));
  return registerWorkbook(
    {
      id: reply.id,
      title: sheet.title.replace('{title}', reply.title).replace('{at}', reply.at),
      kind: 'kept',
      demo: reply.demo,
      ...(reply.note === undefined ? {} : { note: reply.note }),
      columns,
      rows: reply.needs.map((one) => ({
        place: one.place,
        placeTitle: one.placeTitle,
        on: one.since,
        cells: { amount: one.amount, rest: one.rest },
        texts: {
          place: one.placeTitle,
          need: one.title,
          since: one.since,
          on: one.on,
          candidates: one.candidates.map(({ title }) => title).join(comma),
          lacking: one.lacking.join(comma),
        },
      })),
    },
    printedOn,
  );
}
