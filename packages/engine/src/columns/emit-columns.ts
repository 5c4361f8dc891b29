import { columnAccess } from '../module/access.ts';
import { chunksOf, type ModuleRule } from '../module/emit-module.ts';
import { ModuleText } from '../module/module-text.ts';
import { sha256Of } from '../module/sha256-of.ts';
import { type Column, columnsOf } from './columns-of.ts';

/** The source of an ES module that answers rules for many rows, its SHA-256, and the columns it reads. */
export interface EmittedColumns {
  readonly text: string;
  readonly sha256: string;
  readonly layout: ColumnLayout;
}

export interface ColumnLayout {
  readonly rules: readonly string[];
  readonly columns: readonly Column[];
}

/**
 * Writes rules as an ES module that goes through rows of columns: one loop for some rules, their common parts computed
 * once a row. A row in doubt is left open, for the closures.
 *
 * @example
 * const { text, sha256, layout } = emitColumns([{ id: 'grown-up', ir }]);
 */
export function emitColumns(rules: readonly ModuleRule[], perLoop = 100): EmittedColumns {
  const module = new ModuleText(columnAccess, rules[0]?.ir.slots ?? { sources: [] });
  for (const chunk of chunksOf(rules, perLoop))
    module.writeRows(
      chunk,
      columnsOf(chunk.map(({ ir }) => ir)).map(({ slot }) => slot),
      rules.length,
    );
  const text = module.rowsText();
  return {
    text,
    sha256: sha256Of(text),
    layout: { rules: rules.map(({ id }) => id), columns: columnsOf(rules.map(({ ir }) => ir)) },
  };
}
