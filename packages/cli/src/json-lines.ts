import type { JsonValue } from '@cebao/engine';

const WIDTH = 120;

/**
 * An object as a person would write it by hand: on one line when it fits, else several keys to a line.
 *
 * @example
 * jsonLines({ id: 'a', title: 'b' }); // '{ "id": "a", "title": "b" }\n'
 */
export function jsonLines(value: Readonly<Record<string, JsonValue>>): string {
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  const lines: string[] = [];
  let line = '{ ';
  for (const [index, entry] of entries.entries()) {
    const text = index === entries.length - 1 ? `${entry} }` : `${entry},`;
    const glue = line === '{ ' || line === '  ' ? '' : ' ';
    if (glue !== '' && widthOf(line + glue + text) > WIDTH) {
      lines.push(line);
      line = `  ${text}`;
    } else line += glue + text;
  }
  return `${[...lines, line].join('\n')}\n`;
}

function spaced(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Columns a text takes: Chinese signs take two. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1), 0);
}
