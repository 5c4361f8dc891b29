import type { IrNode } from '../ir/ir.ts';
import { bitsOf, lookedUp } from './bits.ts';
import { doubtIf, named, plain } from './demands.ts';
import { type Given, isText, literal } from './given.ts';
import type { Writer } from './writer.ts';

/** Writes a node in the last place of a rule: every way through it ends in an answer. */
export function answerWith(w: Writer, node: IrNode): void {
  if (node.op === 'paid') {
    w.meter();
    w.code.line(`meter.n += ${node.cost};`);
    answerWith(w, node.of);
  } else if (node.op === 'if') {
    const found = lookedUp(w, node, shortLiteral);
    if (found !== undefined) {
      w.code.line(w.exits.answer(found));
      return;
    }
    for (const [when, then] of node.branches) {
      const next = w.code.fresh('L');
      w.code.block(`${next}: {`, () => {
        w.jump(when, false, next);
        answerWith(w, then);
      });
    }
    if (node.otherwise) answerWith(w, node.otherwise);
    else w.code.line(w.exits.answer('null'));
  } else if (w.eager && node.type.kind === 'boolean' && bitsOf(w, node) !== undefined) {
    w.code.line(w.exits.answer(`K[${bitsOf(w, node)} & 1]`));
  } else if (node.op === 'const') {
    answerConst(w, node);
  } else {
    answer(w, plain(w, w.value(node)));
  }
}

/** A value that is written, and costs nothing to answer. */
function shortLiteral(node: IrNode): string | undefined {
  if (node.op !== 'const') return undefined;
  const { value } = node;
  if (typeof value === 'string') return value.length < 16 ? literal(value) : undefined;
  return value === null || typeof value !== 'object' ? literal(value) : undefined;
}

function answerConst(w: Writer, node: IrNode & { op: 'const' }): void {
  const { value } = node;
  if (typeof value === 'string' && value.length >= 16) {
    w.meter();
    w.code.line(`meter.n += ${value.length >> 4};`);
  }
  if (value !== null && typeof value === 'object') answer(w, w.value(node));
  else w.code.line(w.exits.answer(w.value(node).text));
}

/** The answer is a value of its own: scalars are, lists and records are copied, and the copy is paid for. */
function answer(w: Writer, value: Given): void {
  if (value.kind === 'number' || value.kind === 'boolean' || value.kind === 'date' || value.kind === 'month') {
    w.code.line(w.exits.answer(value.text));
    return;
  }
  if (isText(value) && !value.nullable) {
    const all = value.type.enum;
    if (all?.every((text) => typeof text === 'string' && text.length < 16) === true) {
      w.code.line(w.exits.answer(value.text));
      return;
    }
    const t = named(w, value);
    w.meter();
    w.code.line(`meter.n += ${t.text}.length >> 4;`);
    w.code.line(w.exits.answer(t.text));
    return;
  }
  w.meter();
  const made = w.code.fresh('t');
  w.code.line(`const ${made} = copy(${value.text});`);
  doubtIf(w, `${made} === undefined`);
  w.code.line(w.exits.answer(made));
}
