import type { Issue, JsonValue, Result } from '@cebao/engine';
import { issue } from '../refusals.ts';

/** What a department's sheet asks for. */
export interface SheetFields {
  readonly title?: string;
  readonly fields: readonly string[];
}

const MOST_FIELDS = 200;
const HEADING_WITHIN = 12;

/**
 * The fields of a report sheet: of the first rows the one with most filled cells is that of the headings; a single filled cell above
 * it is the title.
 *
 * @example
 * fieldsOfSheet([['Report'], ['Households', 'Residents']]); // { title: 'Report', fields: ['Households', 'Residents'] }
 */
export function fieldsOfSheet(rows: readonly (readonly (JsonValue | undefined)[])[]): Result<SheetFields> {
  const texts = rows
    .slice(0, HEADING_WITHIN)
    .map((row) => row.map((cell) => (typeof cell === 'string' ? cell.trim() : '')).filter((cell) => cell !== ''));
  let heading = 0;
  for (const [index, row] of texts.entries()) if (row.length > (texts[heading]?.length ?? 0)) heading = index;
  const title = texts.slice(0, heading).find((row) => row.length === 1)?.[0];
  return checked({ fields: texts[heading] ?? [], ...(title === undefined ? {} : { title }) });
}

/** The fields of a report given as JSON: a list of names, or `{ title, fields }`. */
export function fieldsOfJson(json: JsonValue): Result<SheetFields> {
  const object = json !== null && typeof json === 'object' && !Array.isArray(json) ? json : undefined;
  const names = Array.isArray(json) ? json : object?.['fields'];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    return { ok: false, issues: [issue('noFields', '')] };
  const title = object?.['title'];
  return checked({ fields: names.map((name) => name.trim()), ...(typeof title === 'string' ? { title } : {}) });
}

function checked({ title, fields }: SheetFields): Result<SheetFields> {
  const named = fields.filter((field) => field !== '');
  const issues: Issue[] = [];
  if (named.length === 0) issues.push(issue('noFields', ''));
  if (named.length > MOST_FIELDS) issues.push(issue('tooManyFields', '', { limit: MOST_FIELDS }));
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, value: { fields: [...new Set(named)], ...(title === undefined ? {} : { title }) } };
}
