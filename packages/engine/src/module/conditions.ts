import type { AndOrNode, EqualNode, InNode, IrNode, OrderNode } from '../ir/ir.ts';
import { bitsOf } from './bits.ts';
import { notPure } from './code.ts';
import { demandNumber, demandRaw, doubtIf, named, plain, seen, truth } from './demands.ts';
import { type Given, isSure, isText, literal } from './given.ts';
import type { Writer } from './writer.ts';

const MOST_COMPARED = 8;
/** An `if` with more branches is written as statements: V8's parser nests expressions. */
const MOST_PURE_BRANCHES = 4;

/** The truth of a node as an expression; statements it needs are written before. */
export function condition(w: Writer, node: IrNode): string {
  switch (node.op) {
    case 'const':
      return String(Array.isArray(node.value) ? node.value.length > 0 : Boolean(node.value));
    case 'not':
      return node.twice ? w.condition(node.arg) : `!${w.condition(node.arg)}`;
    case 'order':
      return order(w, node);
    case 'equal':
      return equal(w, node);
    case 'in':
      return membership(w, node);
    case 'and':
    case 'or': {
      const bits = bitsOf(w, node);
      return bits === undefined ? andOr(w, node) : `!!${bits}`;
    }
    default:
      return truth(w, w.value(node));
  }
}

/** Breaks to `label` when the node's truth is `when`, and goes on otherwise. */
export function jump(w: Writer, node: IrNode, when: boolean, label: string): void {
  const { code } = w;
  const pure = code.attempt(() => w.condition(node));
  if (pure !== undefined) {
    if (pure === String(when)) code.line(`break ${label};`);
    else if (pure !== String(!when)) code.line(`if (${when ? pure : `!${pure}`}) break ${label};`);
    return;
  }
  if (node.op === 'not') {
    w.jump(node.arg, node.twice ? when : !when, label);
  } else if (node.op === 'and' || node.op === 'or') {
    // `and` is false, and `or` is true, as soon as one argument is.
    const early = node.op === 'or';
    if (early === when) {
      for (const arg of node.args) w.jump(arg, when, label);
      return;
    }
    const out = code.fresh('L');
    code.block(`${out}: {`, () => {
      for (const [i, arg] of node.args.entries())
        if (i < node.args.length - 1) w.jump(arg, early, out);
        else w.jump(arg, when, label);
    });
  } else if (node.op === 'if') {
    const end = code.fresh('L');
    code.block(`${end}: {`, () => {
      for (const [test, then] of node.branches) {
        const next = code.fresh('L');
        code.block(`${next}: {`, () => {
          w.jump(test, false, next);
          code.block('{', () => w.jump(then, when, label));
          code.line(`break ${end};`);
        });
      }
      if (node.otherwise) w.jump(node.otherwise, when, label);
      else if (!when) code.line(`break ${label};`);
    });
  } else {
    const found = w.condition(node);
    code.line(`if (${when ? found : `!${found}`}) break ${label};`);
  }
}

function andOr(w: Writer, node: AndOrNode): string {
  const pure = w.code.attempt(
    () => `(${node.args.map((arg) => w.condition(arg)).join(node.op === 'and' ? ' && ' : ' || ')})`,
  );
  if (pure !== undefined) return pure;
  const early = node.op === 'or';
  const name = w.code.fresh('b');
  const out = w.code.fresh('L');
  w.code.line(`let ${name} = ${early};`);
  w.code.block(`${out}: {`, () => {
    for (const arg of node.args) w.jump(arg, early, out);
    w.code.line(`${name} = ${!early};`);
  });
  return name;
}

function order(w: Writer, node: OrderNode): string {
  const values = node.args.map((arg) => w.value(arg));
  const texts = node.by === 'text' ? values.map(({ text }) => text) : ordered(w, values).map(({ text }) => text);
  const [a, b, c] = texts;
  if (c === undefined) return `(${a} ${node.relation} ${b})`;
  return `(${a} ${node.relation} ${b} && ${b} ${node.relation} ${c})`;
}

/** Values that JavaScript orders rightly: all numbers, all days or all months; else the rule hands over. */
function ordered(w: Writer, of: readonly Given[]): Given[] {
  const values = of.map((value) => seen(w, value));
  if (values.some(({ kind }) => kind === 'number')) {
    const [a, b] = values;
    if (values.length === 2 && a?.raw && b?.raw) {
      // If their difference is finite, so are they.
      const [s, t] = [named(w, a), named(w, b)];
      doubtIf(w, `${s.text} - ${t.text} - (${s.text} - ${t.text}) !== 0`);
      return [s, t];
    }
    const numbers = values.map((value) => demandNumber(w, value));
    return numbers.length > 2 ? numbers.map((value) => named(w, value)) : numbers;
  }
  const names = values.map((value) => named(w, value));
  const texts = names.map(({ text }) => text);
  const sameDays = names.every(
    (value) => isSure(value) && (value.kind === 'date' || value.kind === 'month') && value.kind === names[0]?.kind,
  );
  if (sameDays) return names;
  const pairs = texts.slice(1).map((text, i) => `!ordered(${texts[i]}, ${text})`);
  const numbers = names.every(({ kind }) => kind === 'unknown')
    ? `!(${texts.map((text) => `typeof ${text} === "number" && ${text} - ${text} === 0`).join(' && ')}) && `
    : '';
  doubtIf(w, `${numbers}(${pairs.join(' || ')})`);
  return names;
}

function equal(w: Writer, node: EqualNode): string {
  const values = node.args.map((arg) => comparable(w, w.value(arg)));
  const [a, b] = values as [Given, Given];
  const negated = node.relation[0] === '!';
  const strict = node.relation.length === 3;
  if (node.by === 'kind') {
    const [x, y] = [seen(w, a), seen(w, b)];
    const [left, right] = [scalarOf(x), scalarOf(y)];
    if (left !== undefined && left === right) return same(x, y, negated);
    if (strict && (left !== undefined || right !== undefined)) return same(x, y, negated);
    const [known, other] = left !== undefined ? [left, y] : [right, x];
    const scalar = left !== undefined ? x : y;
    if (known !== undefined && other.kind === 'unknown' && isSure(scalar)) {
      const t = named(w, other);
      doubtIf(w, `typeof ${t.text} !== "${known}" && ${t.text} != null`);
      return same(scalar, t, negated);
    }
    const [s, t] = [named(w, plainText(x)), named(w, plainText(y))];
    doubtIf(
      w,
      strict
        ? `typeof ${s.text} === "object" && ${s.text} !== null && typeof ${t.text} === "object" && ${t.text} !== null`
        : `${s.text} !== null && ${t.text} !== null && (typeof ${s.text} !== typeof ${t.text} || typeof ${s.text} === "object")`,
    );
    return same(s, t, negated);
  }
  return same(a, b, negated);
}

function same(a: Given, b: Given, negated: boolean): string {
  // Undefined stands for null, which matters only where the other may be null too.
  const left = isSure(b) ? a : plainText(a);
  const right = isSure(a) ? b : plainText(b);
  return `(${left.text} ${negated ? '!==' : '==='} ${right.text})`;
}

/** What `typeof` says of a value whose kind is known and which is neither list nor record. */
function scalarOf(value: Given): string | undefined {
  if (isText(value)) return 'string';
  return value.kind === 'number' || value.kind === 'boolean' ? value.kind : undefined;
}

function comparable(w: Writer, value: Given): Given {
  return value.raw ? demandNumber(w, value) : value;
}

function plainText(value: Given): Given {
  return value.absent ? { ...value, text: `(${value.text} ?? null)`, absent: false, simple: false } : value;
}

function membership(w: Writer, node: InNode): string {
  const needle = comparable(w, w.value(node.needle));
  if (node.hay.op === 'const' && Array.isArray(node.hay.value)) {
    const items = [...new Set(node.hay.value.filter((item) => item === null || typeof item !== 'object'))];
    const known = seen(w, needle);
    let t = known;
    if (scalarOf(known) === undefined) {
      t = named(w, known);
      doubtIf(w, `typeof ${t.text} === "object" && ${t.text} !== null`);
    }
    if (items.length === 0) return 'false';
    if (items.includes(null)) t = plainText(t);
    if (items.length > MOST_COMPARED)
      return `${w.constant(`new Set([${items.map(literal).join(', ')}])`)}.has(${t.text})`;
    if (!t.simple && items.length > 1 && !/^[\w$.[\]"]+$/.test(t.text)) t = named(w, t);
    const compared = items.map((item) => `${t.text} === ${literal(item)}`);
    return w.eager && compared.length > 1
      ? `((${compared.map((one) => `(${one})`).join(' | ')}) !== 0)`
      : `(${compared.join(' || ')})`;
  }
  const hay = named(w, plain(w, w.value(node.hay)));
  if (isText(hay) && isSure(hay)) return inText(w, needle, hay, node.metered);
  if (hay.kind !== 'list' || !isSure(hay)) doubtIf(w, `!Array.isArray(${hay.text})`);
  const t = named(w, plain(w, needle));
  doubtIf(w, `typeof ${t.text} === "object" && ${t.text} !== null`);
  if (node.metered) {
    w.meter();
    w.code.line(`meter.n += ${holder(hay)}.length;`);
  }
  return `(${holder(hay)}.indexOf(${t.text}) !== -1)`;
}

function inText(w: Writer, needle: Given, hay: Given, metered: boolean): string {
  const t = named(w, needle);
  if (!isText(t) || !isSure(t)) doubtIf(w, `typeof ${t.text} !== "string"`);
  w.meter();
  w.code.line(`meter.n += (${holder(t)}.length >> 4)${metered ? ` + (${hay.text}.length >> 4)` : ''};`);
  return `(${hay.text} !== "" && ${hay.text}.includes(${t.text}))`;
}

/** A value before a dot: a number cannot stand there as it is. */
function holder({ text }: Given): string {
  return /^[-\d]/.test(text) ? `(${text})` : text;
}

/** Whether an `if` may be written as `? :`. */
export function pureChoice(w: Writer, node: IrNode): string | undefined {
  if (node.op !== 'if' || node.branches.length > MOST_PURE_BRANCHES) return undefined;
  return w.code.attempt(() => {
    const parts = node.branches.map(([when, then]) => `${w.condition(when)} ? ${plainValue(w, then)} : `);
    return `(${parts.join('')}${node.otherwise ? plainValue(w, node.otherwise) : 'null'})`;
  });
}

function plainValue(w: Writer, node: IrNode): string {
  const value = w.value(node);
  if (value.raw) notPure();
  return plain(w, value).text;
}

/** A number for arithmetic. */
export function operand(w: Writer, node: IrNode, raw: boolean): string {
  const value = w.value(node);
  return (raw ? demandRaw(w, value) : demandNumber(w, value)).text;
}
