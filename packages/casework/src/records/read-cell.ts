import { isCivilDate, type JsonValue } from '@cebao/engine';
import { tableWords as words } from '../messages/tables.zh-CN.ts';

/** A cell of a sheet as a file holds it; days as `2026-11-25`. */
export type SheetCell = string | number | boolean | null;

/** Names for organisations, as forms keep their ids. */
export interface ReadOptions {
  readonly organisation?: ((title: string) => string | undefined) | undefined;
}

type Field = Readonly<Record<string, JsonValue>>;

type Read =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly code: string; readonly params?: Readonly<Record<string, JsonValue>> };

/**
 * A cell as a field of a form takes it: numbers without separators and units, days in the ways people write them, a choice
 * by its words or its key, several by signs between them.
 *
 * @example
 * readCell({ type: 'string', format: 'date' }, '2026/1/5'); // { ok: true, value: '2026-01-05' }
 */
export function readCell(field: Field, cell: SheetCell, options: ReadOptions = {}): Read {
  const text = String(cell ?? '').trim();
  if (field['type'] === 'array') {
    const items = (field['items'] ?? { type: 'string' }) as Field;
    const values: JsonValue[] = [];
    for (const part of text.split(words.between).map((one) => one.trim())) {
      if (part === '') continue;
      const read = readCell(items, part, options);
      if (!read.ok) return read;
      values.push(read.value);
    }
    return { ok: true, value: values };
  }
  const choices = (field['oneOf'] ?? []) as readonly { readonly const?: JsonValue; readonly title?: string }[];
  if (choices.length > 0) {
    const chosen =
      choices.find(({ title }) => title === text) ?? choices.find(({ const: value }) => String(value) === text);
    return chosen?.const === undefined
      ? {
          ok: false,
          code: 'cellNotAChoice',
          params: { choices: choices.map(({ title, const: key }) => title ?? String(key)) },
        }
      : { ok: true, value: chosen.const };
  }
  const listed = (field['enum'] ?? []) as readonly JsonValue[];
  if (listed.length > 0) {
    const chosen = listed.find((value) => String(value) === text);
    return chosen === undefined
      ? { ok: false, code: 'cellNotAChoice', params: { choices: listed.map(String) } }
      : { ok: true, value: chosen };
  }
  if (field['x-organisation'] !== undefined) {
    const id = options.organisation?.(text);
    return id === undefined ? { ok: false, code: 'cellNoOrganisation' } : { ok: true, value: id };
  }
  switch (field['type']) {
    case 'number':
    case 'integer':
      return numberOf(cell, text, field['type'] === 'integer');
    case 'boolean':
      if (typeof cell === 'boolean') return { ok: true, value: cell };
      if (words.yes.includes(text.toLowerCase())) return { ok: true, value: true };
      if (words.no.includes(text.toLowerCase())) return { ok: true, value: false };
      return { ok: false, code: 'cellNotYesNo' };
    default:
      if (field['format'] === 'date') return dayOf(text);
      if (field['format'] === 'month') return monthOf(text);
      return { ok: true, value: text };
  }
}

function numberOf(cell: SheetCell, text: string, whole: boolean): Read {
  const written =
    typeof cell === 'number' ? String(cell) : text.normalize('NFKC').replace(/[,\s]/g, '').replace(words.units, '');
  if (!/^-?\d{1,15}(\.\d+)?$/.test(written)) return { ok: false, code: 'cellNotANumber' };
  if (whole && written.includes('.')) return { ok: false, code: 'cellNotWhole' };
  return { ok: true, value: Number(written) };
}

function dayOf(text: string): Read {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})[^\d]+(\d{1,2})[^\d]+(\d{1,2})[^\d]*$/.exec(text.replace(/[T ]\d{2}:\d{2}.*$/, '')) ??
    [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? { ok: true, value: date } : { ok: false, code: 'cellNotADate' };
}

function monthOf(text: string): Read {
  const [, year = '', month = ''] =
    /^(\d{4})(\d{2})$/.exec(text) ?? /^(\d{4})[^\d]+(\d{1,2})(?:[^\d].*)?$/.exec(text) ?? [];
  const value = `${year}-${month.padStart(2, '0')}`;
  return isCivilDate(`${value}-01`) ? { ok: true, value } : { ok: false, code: 'cellNotAMonth' };
}
