import type { CasePolicy } from '../case-policy.ts';
import { issue } from '../refusals.ts';
import { type KeptRegister, keepRecord, type RecordContext } from './keep-record.ts';
import { applyRecordEvent, type KeptRecord } from './kept-record.ts';
import type { ReadOptions, SheetCell } from './read-cell.ts';
import { type CellIssue, columnOf, readTable } from './read-table.ts';
import type { RecordEvent } from './record-event.ts';

/** A problem of a file: the row and column it stands in, where there is one. */
export type ImportProblem = CellIssue & { readonly row?: number };

/** What taking in a file would do, or does. */
export interface Imported {
  /** One event per row without a problem; to be kept only when there are no problems, or when they are to be left out. */
  readonly events: readonly RecordEvent[];
  readonly rows: number;
  readonly problems: readonly ImportProblem[];
  readonly columns: readonly { readonly title: string; readonly letter: string; readonly field: string | null }[];
  readonly ignored: readonly string[];
}

/** The most rows of one file. */
export const MOST_ROWS = 5000;

/**
 * Reads a sheet into a register, each row by the same rules as a record entered by hand. Pure, so that the rehearsal and
 * the import are one and the same call.
 *
 * @example
 * importRecords(policy, register, place, cells, { file: 'members.xlsx' }, context).problems; // [{ row: 3, column: 'B Name', code: 'fieldRequired', … }]
 */
export function importRecords(
  policy: CasePolicy,
  register: KeptRegister,
  place: string,
  cells: readonly (readonly SheetCell[])[],
  file: { readonly file: string } & ReadOptions,
  context: RecordContext,
): Imported {
  const form = policy.findForm(register.form);
  if (!form) {
    const problems = [issue('unknownForm', '', { id: register.form })];
    return { events: [], rows: 0, problems, columns: [], ignored: [] };
  }
  const table = readTable(form, cells, file);
  const { columns, ignored } = table;
  const problems: ImportProblem[] = [...table.issues];
  if (table.rows.length > MOST_ROWS) problems.push(issue('tooManyRows', '', { limit: MOST_ROWS }));
  if (problems.length > 0) return { events: [], rows: table.rows.length, problems, columns, ignored };
  const others: KeptRecord[] = [...context.others];
  const events: RecordEvent[] = [];
  for (const { row, data, from, until, issues } of table.rows) {
    const misread = new Set(issues.map(({ path }) => path));
    const kept = keepRecord(
      policy,
      register,
      undefined,
      {
        type: 'add',
        place,
        data,
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        imported: { file: file.file, row },
      },
      { ...context, others },
    );
    // A field that could not be read is told once, not as missing too.
    const found: CellIssue[] = kept.ok
      ? []
      : kept.issues
          .filter(({ path, code }) => !(code === 'fieldRequired' && misread.has(path.replace(/^\/data/, ''))))
          .map((one) => {
            const column = columnOf(table, fieldAt(one.path));
            return { ...one, ...(column === undefined ? {} : { column }) };
          });
    const all = [...issues, ...found];
    problems.push(...all.map((one) => ({ ...one, row })));
    if (all.length > 0 || !kept.ok) continue;
    events.push(kept.value);
    const record = applyRecordEvent(undefined, kept.value);
    if (record) others.push(record);
  }
  return { events, rows: table.rows.length, problems, columns, ignored };
}

/** The field that a path of a command points at. */
function fieldAt(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'data' ? second : `$${first}`;
}
