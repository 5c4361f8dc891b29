import { type CallNode, isTruthy, type JsonValue, type Node } from '@cebao/engine';
import { operatorMessages } from '../messages/operators.zh-CN.ts';
import { fill } from '../words.ts';
import { isOfDays, nameRead, specOf, stylesOf, titleOf, told, valueOf, valueSpecOf } from './operands.ts';
import { join, say } from './say.ts';
import type { Scene } from './scene.ts';
import type { MoneyStyle } from './values.ts';

const COMPARISONS = new Set(['>', '>=', '<', '<=']);
const EQUAL = new Set(['==', '===', '!=', '!==']);
const LOOPS = new Set(['some', 'all', 'none', 'filter', 'map', 'reduce']);

/**
 * A condition in Chinese, read from the rule itself; `holds: false` says its exact opposite, as when a rule did not
 * hit. With values watched (`watch`), only the parts that decided are said.
 *
 * @example
 * clause(treeOf({ '>': [{ var: 'amount' }, { param: 'limit' }] }), scene, false);
 */
export function clause(node: Node, scene: Scene, holds = true): string {
  if (node.kind !== 'call') {
    if (node.kind === 'literal') return say(isTruthy(node.value) === holds ? 'always' : 'never');
    return noun(node, scene);
  }
  const { operator, args } = node;
  if (operator === '!') return clause(args[0] as Node, scene, !holds);
  if (operator === '!!') return truth(args[0] as Node, scene, holds);
  if (operator === 'and' || operator === 'or') return jointly(node, scene, holds);
  if (operator === 'if') return eitherWay(node, scene, holds);
  if (COMPARISONS.has(operator)) return args.length === 3 ? between(node, scene, holds) : order(node, scene, holds);
  if (EQUAL.has(operator)) return equality(node, scene, holds === operator.startsWith('='));
  if (operator === 'in') return membership(node, scene, holds);
  if (operator === 'some' || operator === 'all' || operator === 'none') {
    const [list, body] = args as [Node, Node];
    const words = clause(body, { ...inside(list, scene), mode: 'rule' });
    return worded(node, holds, { a: noun(list, scene), b: withoutItem(words) });
  }
  if (operator === 'within') {
    const [a, b] = args as [Node, Node];
    return worded(node, holds, { b: noun(b, scene) }, subject(a, scene));
  }
  if (operator === 'isPresent') return worded(node, holds, { a: nameIn(args[0], scene) });
  if (operator === 'missing') return worded(node, holds, { list: namesIn(args, scene) });
  if (operator === 'missing_some')
    return worded(node, holds, { a: noun(args[0] as Node, scene), b: namesIn(args.slice(1), scene) });
  if (operator === 'sameSet')
    return worded(node, holds, { a: noun(args[0] as Node, scene), b: noun(args[1] as Node, scene) });
  return truth(node, scene, holds);
}

/** A value in Chinese: what it is called or how it is made. With values watched, the values met stand beside. */
export function noun(node: Node, scene: Scene, beside?: Node, style: MoneyStyle = 'short'): string {
  if (node.kind === 'literal') {
    const spec = beside && literalSpec(beside, scene);
    return told(node.value, Array.isArray(node.value) ? (itemsOf(beside, scene) ?? spec) : spec, scene, style);
  }
  if (node.kind === 'list')
    return join(
      node.items.map((item) => noun(item, scene, beside)),
      'list',
    );
  if (node.kind === 'object')
    return join(
      node.fields.map(([name, value]) => fieldWords(titleOf(name, scene), noun(value, scene))),
      'list',
    );
  const { operator, args } = node;
  const name = nameRead(node);
  if (name !== undefined) return titleOf(name, scene);
  if (operator === 'param') {
    const [id] = args;
    const param = id?.kind === 'literal' ? scene.param(String(id.value)) : undefined;
    return param ? bracketed(param.title, told(param.value, param, scene, style)) : say('someValue');
  }
  const words = operatorMessages[operator]?.noun;
  if (words === undefined || operator === 'and' || operator === 'or' || operator === '!' || operator === '!!')
    return clause(node, scene);
  if (operator === 'if') return choices(args, scene);
  if (operator === 'isPresent') return fill(words, { a: nameIn(args[0], scene) });
  if (operator === 'missing') return fill(words, { list: namesIn(args, scene) });
  if (operator === 'missing_some')
    return fill(words, { a: noun(args[0] as Node, scene), b: namesIn(args.slice(1), scene) });
  if (operator === 'sumBy') return grouped(node, scene, words);
  if (LOOPS.has(operator)) {
    const [list, body] = args as [Node, Node];
    const within = { ...inside(list, scene), mode: 'rule' as const };
    const b = operator === 'filter' ? withoutItem(clause(body, within)) : operator === 'map' ? noun(body, within) : '';
    return fill(words, { a: noun(list, scene), b });
  }
  if (operator === 'absent') {
    const [wanted, given] = args as [Node, Node];
    return fill(words, { a: noun(wanted, scene, given), b: noun(given, scene) });
  }
  const spec = args.find((arg) => arg.kind === 'call');
  const said = args.map((arg, index) => measured(operator, index, arg) ?? noun(arg, scene, spec));
  const [a = '', b = '', c = ''] = said;
  return fill(words, { a, b, c, list: together(said) });
}

/** What a node is called, without its value: a param by its title alone. */
export function called(node: Node, scene: Scene): string {
  if (node.kind === 'call' && node.operator === 'param' && node.args[0]?.kind === 'literal')
    return scene.param(String(node.args[0].value))?.title ?? say('someValue');
  return noun(node, scene);
}

/** What a node is called and, where values are said, the value that was met. */
function subject(node: Node, scene: Scene, style: MoneyStyle = 'short', beside?: Node): string {
  const title = nameRead(node) === '' && scene.item !== undefined ? '' : called(node, { ...scene, mode: 'rule' });
  if (scene.mode === 'rule' || node.kind === 'literal') return title;
  const value = valueOf(node, scene);
  if (value === undefined || value === null) return `${title}${say('absent')}${say('clause')}`;
  const words = told(value, valueSpecOf(node, scene) ?? literalSpec(beside, scene), scene, style);
  return `${say('is', { a: title, b: words })}${say('clause')}`;
}

function order(node: CallNode, scene: Scene, holds: boolean): string {
  const [left, right] = node.args as [Node, Node];
  const unit = (valueSpecOf(left, scene) ?? valueSpecOf(right, scene))?.unit;
  const met = [left, right].map((side) => valueOf(side, scene));
  const [first = 'short', second = 'short'] = stylesOf(scene.mode === 'found' ? met : met.slice(1), unit);
  const b = boundary(right, scene, left, scene.mode === 'found' ? second : 'short');
  const words = operatorMessages[node.operator];
  const told = isOfDays(node.args, scene) ? words?.dates : words;
  const said = `${subject(left, scene, first, right)}${fill((holds ? told?.holds : told?.fails) ?? '', { b })}`;
  const exactly = scene.mode === 'found' && holds && words?.inclusive && typeof met[0] === 'number';
  return exactly && met[0] === met[1] ? say('isExactly', { clause: said }) : said;
}

/** The other side of a comparison: a number as it is written, a param or a fact with its value. */
function boundary(node: Node, scene: Scene, beside: Node, style: MoneyStyle): string {
  const words = noun(node, scene, beside, style);
  if (scene.mode === 'rule' || node.kind !== 'call' || node.operator === 'param') return words;
  const value = valueOf(node, scene);
  return value === undefined || value === null
    ? words
    : bracketed(words, told(value, valueSpecOf(node, scene) ?? valueSpecOf(beside, scene), scene, style));
}

function between(node: CallNode, scene: Scene, holds: boolean): string {
  const [low, middle, high] = node.args as [Node, Node, Node];
  const word = holds ? (node.operator === '<=' ? 'betweenInclusive' : 'between') : 'notBetween';
  const said = say(word, { a: noun(low, scene, middle), c: noun(high, scene, middle) });
  return `${subject(middle, scene, 'short', low)}${said}`;
}

function equality(node: CallNode, scene: Scene, equal: boolean): string {
  const [one, other] = node.args as [Node, Node];
  const [left, right] = one.kind === 'literal' ? [other, one] : [one, other];
  if (right.kind === 'literal') {
    if (right.value === null) {
      const title = noun(left, scene);
      return fill((equal ? operatorMessages.missing : operatorMessages.isPresent)?.holds ?? '', {
        a: title,
        list: title,
      });
    }
    if (typeof right.value === 'boolean') return clause(left, scene, equal === right.value);
    const words = fill((equal ? operatorMessages['==']?.holds : operatorMessages['==']?.fails) ?? '', {
      b: noun(right, scene, left),
    });
    return equal
      ? `${called(left, { ...scene, mode: 'rule' })}${words}`
      : `${subject(left, scene, 'short', right)}${words}`;
  }
  if (left.kind === 'call' && left.operator === 'param' && !(right.kind === 'call' && right.operator === 'param'))
    return equality({ ...node, args: [right, left] }, scene, equal);
  return say(equal ? 'both' : 'differ', { a: noun(left, scene), b: noun(right, scene) });
}

function membership(node: CallNode, scene: Scene, holds: boolean): string {
  const [part, whole] = node.args as [Node, Node];
  if (part.kind === 'literal' || valueSpecOf(whole, scene)?.type === 'string')
    return say(holds ? 'contains' : 'containsNot', {
      a: noun(whole, scene),
      b: part.kind === 'literal' ? told(part.value, itemsOf(whole, scene), scene) : noun(part, scene),
    });
  return worded(node, holds, { b: noun(whole, scene, part) }, subject(part, scene));
}

/** `and` and `or`: of a watched condition only what decided; a joint within the other kind is set apart. */
function jointly(node: CallNode, scene: Scene, holds: boolean): string {
  const all = (node.operator === 'and') === holds;
  const decided =
    scene.mode === 'found' && !all
      ? node.args.filter((arg) => {
          const value = valueOf(arg, scene);
          return value !== undefined && isTruthy(value) === holds;
        })
      : node.args;
  const args = withoutPresence(decided.length > 0 ? decided : node.args, all);
  if (args.length === 1) return clause(args[0] as Node, scene, holds);
  const parts = args.map((arg) => {
    const inner = stripped(arg, holds);
    const apart = inner.node.kind === 'call' && (inner.node.operator === 'and' || inner.node.operator === 'or');
    const words = clause(arg, scene, holds);
    if (!apart || (((inner.node as CallNode).operator === 'and') === inner.holds) === all) return words;
    return say(all ? 'anyOf' : 'allOf', { list: words });
  });
  return parts.join(operatorMessages[all ? 'and' : 'or']?.holds);
}

/** Beside a condition on a fact, that the fact was told goes without saying. */
function withoutPresence(args: readonly Node[], all: boolean): readonly Node[] {
  if (!all || args.length < 2) return args;
  const kept = args.filter((arg) => {
    if (arg.kind !== 'call' || arg.operator !== 'isPresent' || arg.args[0]?.kind !== 'literal') return true;
    const name = String(arg.args[0].value);
    return !args.some((other) => other !== arg && reads(other, name));
  });
  return kept.length > 0 ? kept : args;
}

function reads(node: Node, name: string): boolean {
  if (nameRead(node) === name) return true;
  return node.kind === 'call' && node.args.some((arg) => reads(arg, name));
}

/** A condition without the `!` around it. */
function stripped(node: Node, holds: boolean): { readonly node: Node; readonly holds: boolean } {
  if (node.kind === 'call' && node.operator === '!') return stripped(node.args[0] as Node, !holds);
  return { node, holds };
}

function eitherWay(node: CallNode, scene: Scene, holds: boolean): string {
  if (scene.mode === 'found') {
    // The branch that was taken is the one whose value was watched.
    for (let i = 0; i + 1 < node.args.length; i += 2) {
      const condition = node.args[i] as Node;
      const branch = node.args[i + 1] as Node;
      const value = valueOf(condition, scene);
      if (value !== undefined && isTruthy(value))
        return join([clause(condition, scene), clause(branch, scene, holds)], 'clause');
    }
  }
  return holds ? choices(node.args, scene) : say('not', { inner: choices(node.args, scene) });
}

function choices(args: readonly Node[], scene: Scene): string {
  const said: string[] = [];
  for (let i = 0; i + 1 < args.length; i += 2)
    said.push(
      say('whenThen', {
        a: clause(args[i] as Node, { ...scene, mode: 'rule' }),
        b: valueOrClause(args[i + 1] as Node, scene),
      }),
    );
  if (args.length % 2 === 1) said.push(say('otherwise', { a: valueOrClause(args.at(-1) as Node, scene) }));
  return join(said, 'clause');
}

function valueOrClause(node: Node, scene: Scene): string {
  return node.kind === 'literal' ? told(node.value, undefined, scene) : noun(node, { ...scene, mode: 'rule' });
}

function fieldWords(label: string, value: string): string {
  return label === value ? value : say('listField', { label, value });
}

/** A value taken as a condition: by its own words for yes and no, or by whether there is anything. */
function truth(node: Node, scene: Scene, holds: boolean): string {
  if (node.kind === 'call' && CONDITIONS.has(node.operator)) return clause(node, scene, holds);
  const labels = valueSpecOf(node, scene)?.labels;
  const own = labels?.[`${holds}`];
  if (own !== undefined) return own;
  const spec = valueSpecOf(node, scene);
  const words = operatorMessages[spec?.type === undefined || spec.type === 'boolean' ? 'var' : '!!'];
  return fill((holds ? words?.holds : words?.fails) ?? '', { a: noun(node, { ...scene, mode: 'rule' }) });
}

const CONDITIONS = new Set([
  ...COMPARISONS,
  ...EQUAL,
  ...[
    'and',
    'or',
    '!',
    '!!',
    'in',
    'within',
    'some',
    'all',
    'none',
    'isPresent',
    'missing',
    'missing_some',
    'sameSet',
    'if',
  ],
]);

/** Whether a node answers yes or no. */
export function isCondition(node: Node): boolean {
  return node.kind === 'call' && CONDITIONS.has(node.operator) && node.operator !== 'if';
}

function worded(node: CallNode, holds: boolean, params: Readonly<Record<string, JsonValue>>, before = ''): string {
  const words = operatorMessages[node.operator];
  return `${before}${fill((holds ? words?.holds : words?.fails) ?? '', params)}`;
}

/** The scene inside a loop over a list. */
export function inside(list: Node, scene: Scene): Scene {
  return { ...scene, item: itemsOf(list, scene) ?? null };
}

function itemsOf(list: Node | undefined, scene: Scene) {
  if (list?.kind === 'call' && (list.operator === 'filter' || list.operator === 'distinct'))
    return itemsOf(list.args[0], scene);
  const name = nameRead(list);
  return name === undefined ? undefined : specOf(name, scene)?.items;
}

/** What is known of a number or text that stands beside this node. */
function literalSpec(beside: Node | undefined, scene: Scene) {
  if (!beside) return undefined;
  if (beside.kind === 'call' && (beside.operator === 'daysBetween' || beside.operator === 'count')) return undefined;
  return valueSpecOf(beside, scene);
}

function withoutItem(words: string): string {
  const item = say('item');
  return words.startsWith(item) ? words.slice(item.length) : words;
}

function nameIn(node: Node | undefined, scene: Scene): string {
  return node?.kind === 'literal' ? titleOf(String(node.value), scene) : node ? noun(node, scene) : '';
}

function namesIn(nodes: readonly Node[], scene: Scene): string {
  const written = nodes.flatMap((node) =>
    node.kind === 'literal' ? (Array.isArray(node.value) ? node.value : [node.value]) : [],
  );
  return join(
    written.map((name) => titleOf(String(name), scene)),
    'list',
  );
}

function grouped({ args }: CallNode, scene: Scene, words: string): string {
  const [list, keys, field] = args as [Node, Node, Node];
  const within = inside(list, scene);
  return fill(words, { a: noun(list, scene), b: namesIn([keys], within), c: nameIn(field, within) });
}

/** Numbers written beside these are factors, not amounts. */
const PLAIN = new Set(['*', '/', '%', 'product']);

/** A count of months, days, places: arguments whose unit follows from the operator. */
function measured(operator: string, index: number, arg: Node): string | undefined {
  if (arg.kind !== 'literal' || typeof arg.value !== 'number') return undefined;
  if (PLAIN.has(operator)) return String(arg.value);
  if (index === 0) return undefined;
  if (operator === 'addMonths') return say('monthsLong', { n: arg.value });
  if (operator === 'addDays') return say('daysLong', { n: arg.value });
  if (operator === 'substr') return String(arg.value >= 0 ? arg.value + 1 : arg.value);
  return (operator === 'round' && index === 1) || (operator === 'quotient' && index > 0)
    ? String(arg.value)
    : undefined;
}

function together(said: readonly string[]): string {
  if (said.length < 2) return said.join('');
  return say('and', { a: said.slice(0, -1).join(say('list')), b: said.at(-1) ?? '' });
}

/** A value beside its title: in brackets, unless that would set brackets beside brackets. */
export function bracketed(title: string, value: string): string {
  const close = say('paren', { a: '', b: '' }).at(-1) ?? '';
  return title.endsWith(close) || value.includes(close)
    ? say('spaced', { a: title, b: value })
    : say('paren', { a: title, b: value });
}
