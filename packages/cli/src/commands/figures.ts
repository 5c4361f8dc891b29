import { type FigureRow, figureNotes, figureRows, fill, packMessages, sayFigure } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

export interface FiguresOptions {
  readonly region?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

/** `cebao figures`: what sources report, each figure with its date, document and sentence. */
export function figures(options: FiguresOptions): number {
  const { region, json = false } = options;
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, json);
  if (region !== undefined) {
    const known = read.value.policy(region);
    if (!known.ok) return reportIssues(known.issues, json);
  }
  const rows = figureRows(read.value.packs, region);
  const notes = figureNotes(read.value.packs, region);
  if (json) {
    sayJson({ figures: rows.map(({ source, ...row }) => ({ ...row, source: source.id })), notes });
    return 0;
  }
  const words = messages.figures;
  let place = '';
  let document = '';
  const remarks = (at: string) => {
    for (const note of notes.filter((one) => one.place === at))
      say(fill(words.remark, { title: note.title, text: note.text }));
  };
  for (const row of rows) {
    if (row.place !== place) {
      remarks(place);
      say(fill(words.place, { title: row.placeTitle, place: row.place }));
      place = row.place;
      document = '';
    }
    if (row.source.id !== document) say(fill(words.dated, datedWords(row)));
    document = row.source.id;
    describe(row);
  }
  remarks(place);
  const documents = new Set(rows.map(({ source }) => source.id)).size;
  say(fill(words.done, { figures: rows.length, documents, notes: notes.length }));
  return 0;
}

function datedWords({ source, dated, basis }: FigureRow): Record<string, string> {
  return { title: source.title, dated, basis: packMessages[`basis.${basis}`] ?? basis };
}

function describe(row: FigureRow): void {
  const words = messages.figures;
  const stands = row.stands === undefined ? '' : (packMessages[`figure.stands.${row.stands}`] ?? row.stands);
  say(
    fill(words.figure, {
      title: row.title,
      value: sayFigure(row),
      stands: stands === '' ? '' : fill(words.stands, { stands }),
    }),
  );
  say(fill(words.source, { quote: row.quote, paragraph: row.paragraph, id: row.id }));
  if (row.note !== undefined) say(fill(words.note, { note: row.note }));
}
