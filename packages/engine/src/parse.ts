import type { Expression, Node } from './expression.ts';
import type { Issue, JsonValue, Result } from './issue.ts';
import { nearestName } from './nearest-name.ts';
import { isReserved } from './operators/names.ts';
import { OPERATORS } from './operators/index.ts';

const MAX_DEPTH = 64;
const MAX_NODES = 5_000;

/**
 * Reads an expression and refuses what it must not contain, every problem at once: an object is exactly one operator
 * with its arguments, operators are those of the list, names are never `__proto__` and its kin, depth and size are
 * bounded, and what can be seen to go wrong (text in arithmetic, a third argument of `>`) is refused before any fact
 * is known.
 *
 * @example
 * parseExpression({ '>': [{ var: 'amount' }, { param: 'limit' }] }); // { ok: true, value: { reads: { vars: ['amount'], params: ['limit'] }, … } }
 * parseExpression({ daysBetwen: [] }); // { ok: false, issues: [{ code: 'unknownOperator', params: { suggestion: 'daysBetween' }, … }] }
 */
export function parseExpression(json: unknown): Result<Expression> {
  const reader = new ExpressionReader();
  const root = reader.node(json, '', 0, false);
  if (reader.issues.length > 0) return { ok: false, issues: reader.issues };
  return { ok: true, value: { json: json as JsonValue, root, reads: { vars: [...reader.vars], params: [...reader.params] } } };
}

class ExpressionReader {
  readonly issues: Issue[] = [];
  readonly vars = new Set<string>();
  readonly params = new Set<string>();
  private nodes = 0;
  private full = false;

  node(json: unknown, path: string, depth: number, inBody: boolean): Node {
    const nothing: Node = { kind: 'literal', path, value: null };
    this.nodes += 1;
    if (this.full) return nothing;
    if (depth > MAX_DEPTH || this.nodes > MAX_NODES) {
      this.full = true;
      return this.refuse(depth > MAX_DEPTH ? 'tooDeep' : 'tooManyNodes', path, { limit: depth > MAX_DEPTH ? MAX_DEPTH : MAX_NODES });
    }
    if (json === null || typeof json === 'string' || typeof json === 'boolean') return { kind: 'literal', path, value: json };
    if (typeof json === 'number') return Number.isFinite(json) ? { kind: 'literal', path, value: json } : this.refuse('notRepresentable', path, {});
    if (Array.isArray(json)) return { kind: 'list', path, items: json.map((item, index) => this.node(item, `${path}/${index}`, depth + 1, inBody)) };
    if (typeof json !== 'object') return this.refuse('notJson', path, {});
    const keys = Object.keys(json);
    const [name] = keys;
    if (keys.length !== 1 || name === undefined) return this.refuse('notOneKey', path, { keys });
    return this.call(name, (json as Record<string, unknown>)[name], path, depth, inBody);
  }

  private call(name: string, raw: unknown, path: string, depth: number, inBody: boolean): Node {
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (name === 'object') return this.record(raw, at, depth, inBody);
    const operator = OPERATORS.get(name);
    if (!operator) return this.refuse('unknownOperator', path, { name, suggestion: nearestName(name, [...OPERATORS.keys(), 'object']) });
    const list = Array.isArray(raw) ? raw : [raw];
    const [least, most] = operator.arity;
    if (list.length < least || list.length > most) return this.refuse('wrongArity', at, { name, least, most, found: list.length });
    const args = list.map((arg, index) => this.node(arg, Array.isArray(raw) ? `${at}/${index}` : at, depth + 1, inBody || operator.body === index));
    this.issues.push(...(operator.check?.(args, at) ?? []));
    this.remember(name, args, inBody);
    return { kind: 'call', path: at, operator: name, args };
  }

  private record(raw: unknown, path: string, depth: number, inBody: boolean): Node {
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return this.refuse('recordExpected', path, {});
    const entries = Object.entries(raw).map(([key, value]) => {
      if (isReserved(key)) this.refuse('reservedName', `${path}/${key}`, { name: key });
      return [key, this.node(value, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, inBody)] as const;
    });
    return { kind: 'record', path, entries };
  }

  private remember(name: string, args: readonly Node[], inBody: boolean): void {
    const literal = (node: Node | undefined): string | undefined => (node?.kind === 'literal' && typeof node.value === 'string' ? node.value : undefined);
    const first = literal(args[0]);
    if (name === 'param' && first !== undefined) this.params.add(first);
    if (inBody) return;
    if ((name === 'var' || name === 'isPresent') && first !== undefined && first !== '') this.vars.add(first);
    if (name === 'missing') for (const arg of args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]))) this.vars.add(literal(arg) ?? '');
    this.vars.delete('');
  }

  private refuse(code: string, path: string, params: Record<string, JsonValue>): Node {
    this.issues.push({ code, path, params });
    return { kind: 'literal', path, value: null };
  }
}
