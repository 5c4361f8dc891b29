import type { CallNode, IfNode, IrNode, ListNode, RecordNode } from '../ir/ir.ts';
import { arithmetic } from './arithmetic.ts';
import { pureChoice } from './conditions.ts';
import { doubtIf, named, plain, truth } from './demands.ts';
import { BOOLEAN, type Given, given, LIST, literal, UNKNOWN } from './given.ts';
import { readMissing, readPresent, readVar } from './reads.ts';
import { Unsupported } from './unsupported.ts';
import type { Writer } from './writer.ts';

/** The value of a node. */
export function valueOf(w: Writer, node: IrNode): Given {
  switch (node.op) {
    case 'const':
      return constant(w, node);
    case 'var':
      return readVar(w, node);
    case 'whole':
      return whole(w, node.slot);
    case 'param':
      return param(w, node);
    case 'present':
      return given(readPresent(w, node), BOOLEAN);
    case 'missing':
      return readMissing(w, node.names, node.need && w.value(node.need));
    case 'order':
    case 'equal':
    case 'in':
    case 'not':
      return given(w.condition(node), BOOLEAN);
    case 'and':
    case 'or':
      return andOr(w, node.args, node.op === 'or', node);
    case 'if':
      return choice(w, node);
    case 'arithmetic':
      return arithmetic(w, node);
    case 'list':
      return list(w, node);
    case 'record':
      return record(w, node);
    case 'loop':
    case 'reduce':
      return w.loop(node);
    case 'call':
      return call(w, node);
    case 'paid':
      w.meter();
      w.code.line(`meter.n += ${node.cost};`);
      return w.value(node.of);
    default:
      throw new Unsupported(node.op);
  }
}

function constant(w: Writer, node: IrNode & { op: 'const' }): Given {
  const { value, type } = node;
  if (value !== null && typeof value === 'object') return given(w.constant(literal(value)), type);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Unsupported('number');
  return { ...given(literal(value), type), simple: true };
}

function whole(w: Writer, slot: number): Given {
  const source = w.slots.sources[slot];
  const read = source && w.access.read(source, slot);
  if (read === undefined) throw new Unsupported('whole');
  const t = named(w, given(read.text, UNKNOWN));
  doubtIf(w, `${t.text} === undefined`);
  return t;
}

function param(w: Writer, node: IrNode & { op: 'param' }): Given {
  const sure = node.type.kind !== 'unknown' && !node.type.nullable;
  const value = readVar(w, { ...node, op: 'var', steps: [] });
  if (sure) return value;
  const t = named(w, value);
  doubtIf(w, `${t.text} == null`);
  const known = { ...t, nullable: false, absent: false };
  w.code.know(`is ${t.text}`, known);
  return known;
}

function andOr(w: Writer, args: readonly IrNode[], early: boolean, node: IrNode): Given {
  if (args.every(({ type }) => type.kind === 'boolean' && !type.nullable)) return given(w.condition(node), BOOLEAN);
  const name = w.code.fresh('t');
  const out = w.code.fresh('L');
  w.code.line(`let ${name};`);
  w.code.block(`${out}: {`, () => {
    for (const [i, arg] of args.entries()) {
      const value = plain(w, w.value(arg));
      w.code.line(`${name} = ${value.text};`);
      if (i === args.length - 1) continue;
      const test = truth(w, { ...value, text: name, simple: true });
      w.code.line(`if (${early ? test : `!${test}`}) break ${out};`);
    }
  });
  return given(name, node.type.kind === 'unknown' ? UNKNOWN : node.type);
}

function choice(w: Writer, node: IfNode): Given {
  const pure = pureChoice(w, node);
  if (pure !== undefined) return given(pure, node.type);
  const name = w.code.fresh('t');
  const end = w.code.fresh('L');
  w.code.line(`let ${name} = null;`);
  w.code.block(`${end}: {`, () => {
    for (const [when, then] of node.branches) {
      const next = w.code.fresh('L');
      w.code.block(`${next}: {`, () => {
        w.jump(when, false, next);
        w.code.line(`${name} = ${plain(w, w.value(then)).text};`);
        w.code.line(`break ${end};`);
      });
    }
    if (node.otherwise) w.code.line(`${name} = ${plain(w, w.value(node.otherwise)).text};`);
  });
  return given(name, node.type);
}

function list(w: Writer, node: ListNode): Given {
  const items = node.items.map((item) => plain(w, w.value(item)).text);
  return given(`[${items.join(', ')}]`, LIST);
}

function record(w: Writer, node: RecordNode): Given {
  const name = w.code.fresh('o');
  w.code.line(`const ${name} = {};`);
  for (const [field, value] of node.fields) {
    const t = named(w, plain(w, w.value(value)));
    const write = `${name}[${JSON.stringify(field)}] = ${t.text};`;
    w.code.line(t.nullable ? `if (${t.text} !== null) ${write}` : write);
  }
  return given(name, { kind: 'record', nullable: false });
}

function call(w: Writer, node: CallNode): Given {
  if (node.operator === 'count' && node.args[0] !== undefined) return w.count(node.args[0]);
  const args = node.args.map((arg) => plain(w, w.value(arg)).text);
  const operator = w.constant(`operator(${JSON.stringify(node.operator)})`);
  const name = w.code.fresh('t');
  w.meter();
  w.code.line(`const ${name} = ${operator}([${args.join(', ')}]);`);
  doubtIf(w, `${name} === undefined`);
  return given(name, node.type);
}
