import type { Expression } from './expression.ts';
import type { Issue, JsonValue, Result } from './issue.ts';
import { LIMITS } from './limits.ts';
import { nearestName } from './nearest-name.ts';
import type { LiteralNode, Node } from './node.ts';
import { registry } from './operators/registry.ts';
import { findReservedSegment } from './reserved-names.ts';

/**
 * Reads a rule: JsonLogic plus our operators, exactly one key per operator. All problems are found at once; each
 * points at its place (`path` in front, where the rule stands in a file).
 *
 * @example
 * parseExpression({ daysBetwen: ['2026-01-01', { var: '$at' }] }, { path: '/rules/0/when' });
 * // { ok: false, issues: [{ code: 'unknownOperator', path: '/rules/0/when/daysBetwen', params: { name: 'daysBetwen', suggestion: 'daysBetween' } }] }
 */
export function parseExpression(json: unknown, options: { readonly path?: string } = {}): Result<Expression> {
  const reading = new Reading();
  const node = reading.read(json, options.path ?? '', 1, false);
  if (reading.issues.length > 0) return { ok: false, issues: reading.issues };
  return {
    ok: true,
    value: { json: json as JsonValue, reads: { vars: [...reading.vars], params: [...reading.params] }, node },
  };
}

/** One reading of one rule: what was found on the way. */
class Reading {
  readonly issues: Issue[] = [];
  readonly vars = new Set<string>();
  readonly params = new Set<string>();
  #nodes = 0;

  read(json: unknown, path: string, depth: number, inLoop: boolean): Node {
    this.#nodes += 1;
    if (this.#nodes > LIMITS.nodes) {
      if (this.#nodes === LIMITS.nodes + 1) this.#report('tooManyNodes', path, { limit: LIMITS.nodes });
      return nothing(path);
    }
    if (depth > LIMITS.depth) return this.#fail('tooDeep', path, { limit: LIMITS.depth });
    if (typeof json === 'string' && json.length > LIMITS.text)
      return this.#fail('textTooLong', path, { limit: LIMITS.text });
    if (Array.isArray(json)) return this.#readList(json, path, depth, inLoop);
    if (json !== null && typeof json === 'object')
      return this.#readCall(json as Record<string, unknown>, path, depth, inLoop);
    if (
      json === null ||
      typeof json === 'string' ||
      typeof json === 'boolean' ||
      (typeof json === 'number' && Number.isFinite(json))
    ) {
      return { kind: 'literal', path, value: json };
    }
    return this.#fail('notJson', path);
  }

  #readItems(json: readonly unknown[], path: string, depth: number, inLoop: (index: number) => boolean): Node[] {
    const items: Node[] = [];
    for (let i = 0; i < json.length && this.#nodes <= LIMITS.nodes; i++)
      items.push(this.read(json[i], `${path}/${i}`, depth, inLoop(i)));
    return items;
  }

  #readList(json: readonly unknown[], path: string, depth: number, inLoop: boolean): Node {
    const items = this.#readItems(json, path, depth + 1, () => inLoop);
    if (items.every((item) => item.kind === 'literal'))
      return { kind: 'literal', path, value: items.map((item) => (item as LiteralNode).value) };
    return { kind: 'list', path, items };
  }

  #readCall(json: Record<string, unknown>, path: string, depth: number, inLoop: boolean): Node {
    const names = Object.keys(json);
    const [name] = names;
    if (names.length !== 1 || name === undefined) return this.#fail('notOneKey', path, { keys: names.slice(0, 10) });
    const at = `${path}/${escapeSegment(name.slice(0, 200))}`;
    if (findReservedSegment(name) !== undefined) return this.#fail('reservedName', at, { name });
    const operator = registry.get(name);
    if (operator === undefined)
      return this.#fail('unknownOperator', at, { name: name.slice(0, 40), suggestion: suggestOperator(name) });
    const raw = json[name];
    if (name === 'object') return this.#readObject(raw, path, at, depth, inLoop);
    const body = (index: number) => inLoop || operator.loopBody === index;
    const before = this.issues.length;
    const args = Array.isArray(raw)
      ? this.#readItems(raw, at, depth + 1, body)
      : [this.read(raw, at, depth + 1, body(0))];
    const given = Array.isArray(raw) ? raw.length : 1;
    if (given < operator.min || given > (operator.max ?? given)) {
      this.#report('wrongArity', at, { operator: name, least: operator.min, most: operator.max ?? null, given });
    } else if (this.issues.length === before) {
      operator.check?.(args, (code, node, params) => this.#report(code, node.path, params));
    }
    if (!inLoop) this.#noteNames(name, args);
    if (name === 'param' && args[0]?.kind === 'literal' && typeof args[0].value === 'string')
      this.params.add(args[0].value);
    return { kind: 'call', path, operator: name, args };
  }

  #readObject(raw: unknown, path: string, at: string, depth: number, inLoop: boolean): Node {
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
      return this.#fail('notAnObject', at, { kind: Array.isArray(raw) ? 'list' : typeof raw });
    const fields: [string, Node][] = [];
    for (const [name, value] of Object.entries(raw)) {
      const place = `${at}/${escapeSegment(name)}`;
      const reserved = findReservedSegment(name);
      if (reserved !== undefined) this.#report('reservedName', place, { name: reserved });
      if (name.length > LIMITS.text) this.#report('textTooLong', at, { limit: LIMITS.text });
      fields.push([name, this.read(value, place, depth + 1, inLoop)]);
      if (this.#nodes > LIMITS.nodes) break;
    }
    return { kind: 'object', path, fields };
  }

  /** Keeps the written names that a call asks of the scope. */
  #noteNames(name: string, args: readonly Node[]): void {
    const named =
      name === 'var' || name === 'isPresent'
        ? args.slice(0, 1)
        : name === 'missing'
          ? args
          : name === 'missing_some'
            ? args.slice(1)
            : [];
    for (const value of named.flatMap(writtenValues))
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') this.vars.add(String(value));
  }

  #fail(code: string, path: string, params: Readonly<Record<string, JsonValue>> = {}): Node {
    this.#report(code, path, params);
    return nothing(path);
  }

  #report(code: string, path: string, params: Readonly<Record<string, JsonValue>> = {}): void {
    this.issues.push({ code, path, params });
  }
}

/** What other languages call some operators. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['<>', '!='],
  ['&&', 'and'],
  ['||', 'or'],
  ['not', '!'],
  ['?:', 'if'],
  ['length', 'count'],
  ['concat', 'cat'],
]);

function suggestOperator(name: string): string | null {
  return ELSEWHERE.get(name) ?? nearestName(name, registry.keys());
}

/** What stands in the tree for what could not be read. */
function nothing(path: string): LiteralNode {
  return { kind: 'literal', path, value: null };
}

/** The values written in a name argument: one name, or a list of names. */
function writtenValues(node: Node): JsonValue[] {
  if (node.kind === 'list') return node.items.flatMap(writtenValues);
  if (node.kind !== 'literal') return [];
  return Array.isArray(node.value) ? node.value : [node.value];
}

/** One segment of a JSON pointer. */
function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
