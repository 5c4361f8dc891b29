import type { IrNode, LoopNode, ReduceNode } from '../ir/ir.ts';
import { LIMITS } from '../limits.ts';
import { demandList, doubtIf, named, plain } from './demands.ts';
import { BOOLEAN, type Given, given, LIST, NUMBER, UNKNOWN } from './given.ts';
import type { Writer } from './writer.ts';

/** The value of a loop or a reduce. */
export function loopValue(w: Writer, node: IrNode): Given {
  if (node.op === 'reduce') return reduce(w, node);
  if (node.op !== 'loop') throw new TypeError(node.op);
  if (node.loop === 'map' || node.loop === 'filter') {
    const made = w.code.fresh('l');
    w.code.line(`const ${made} = [];`);
    each(w, node, (item) => w.code.line(`${made}.push(${plain(w, item).text});`));
    return given(made, LIST);
  }
  return search(w, node);
}

/** `count`: a list that is only counted is not made. */
export function countOf(w: Writer, node: IrNode): Given {
  if (!makesList(node)) return given(`${demandList(w, w.value(node)).text}.length`, NUMBER);
  const count = w.code.fresh('n');
  w.code.line(`let ${count} = 0;`);
  each(w, node, () => w.code.line(`${count} += 1;`));
  return { ...given(count, NUMBER), simple: true };
}

function makesList(node: IrNode): node is LoopNode {
  return node.op === 'loop' && (node.loop === 'map' || node.loop === 'filter');
}

/** The items of a list, one after the other; `map` and `filter` in front pass theirs on without making a list. */
function each(w: Writer, node: IrNode, take: (item: Given) => void): void {
  const stages: LoopNode[] = [];
  let base = node;
  while (makesList(base)) {
    stages.unshift(base);
    base = base.list;
  }
  const list = demandList(w, w.value(base));
  const first = stages[0];
  if (first !== undefined) payTurns(w, `${list.text}.length`, first.turn);
  // How many items come out of each stage: as many as go in, or fewer after a filter.
  let count = `${list.text}.length`;
  const made: string[] = [];
  for (const stage of stages) {
    if (stage.loop === 'filter') {
      count = w.code.fresh('n');
      w.code.line(`let ${count} = 0;`);
    }
    made.push(count);
  }
  const i = w.code.fresh('i');
  const item = w.code.fresh('x');
  const next = w.code.fresh('L');
  w.code.block(`for (let ${i} = 0; ${i} < ${list.text}.length; ${i} += 1) {`, () => {
    w.code.line(`const ${item} = ${list.text}[${i}];`);
    w.code.block(`${next}: {`, () => {
      let passed = given(item, list.type.items ?? UNKNOWN);
      for (const [s, stage] of stages.entries())
        withItem(w, stage.item, passed, () => {
          if (stage.loop === 'map') passed = named(w, plain(w, w.value(stage.body)));
          else {
            w.jump(stage.body, false, next);
            w.code.line(`${made[s]} += 1;`);
          }
        });
      take(passed);
    });
  });
  const most = made.filter((text, k) => made.indexOf(text) === k);
  doubtIf(w, most.map((text) => `${text} > ${LIMITS.list}`).join(' || '));
  const cost = stages.map((stage, s) => (s === 0 ? '' : `${made[s - 1]} * ${stage.turn} + `) + made[s]);
  w.code.line(`meter.n += ${cost.join(' + ')};`);
}

/** Writes something while the item of a loop has a name. */
function withItem(w: Writer, slot: number, item: Given, write: () => void): void {
  const outer = w.items.get(slot);
  w.items.set(slot, item);
  write();
  if (outer === undefined) w.items.delete(slot);
  else w.items.set(slot, outer);
}

/** Pays for all turns before the first is taken: whoever could not pay hands over. */
function payTurns(w: Writer, count: string, turn: number): void {
  w.meter();
  w.code.line(`meter.n += ${count} * ${turn};`);
  doubtIf(w, `meter.n > ${LIMITS.fuel}`);
}

/** `all`, `some`, `none`: they stop at the item that decides, and pay for the turns they took. */
function search(w: Writer, node: LoopNode): Given {
  const list = demandList(w, w.value(node.list));
  const found = w.code.fresh('b');
  const i = w.code.fresh('i');
  const item = w.code.fresh('x');
  const [decided, next] = [w.code.fresh('L'), w.code.fresh('L')];
  const ends = node.loop !== 'all';
  w.meter();
  doubtIf(w, `meter.n + ${list.text}.length * ${node.turn} > ${LIMITS.fuel}`);
  w.code.line(`let ${i} = 0, ${found} = ${node.loop === 'all' ? `${list.text}.length > 0` : node.loop === 'none'};`);
  w.code.block(`${decided}: for (; ${i} < ${list.text}.length; ${i} += 1) {`, () => {
    w.code.line(`const ${item} = ${list.text}[${i}];`);
    w.code.block(`${next}: {`, () => {
      withItem(w, node.item, given(item, list.type.items ?? UNKNOWN), () => w.jump(node.body, !ends, next));
      w.code.line(`${found} = ${node.loop === 'some'};`);
      w.code.line(`${i} += 1;`);
      w.code.line(`break ${decided};`);
    });
  });
  w.code.line(`meter.n += ${i} * ${node.turn};`);
  return given(found, BOOLEAN);
}

function reduce(w: Writer, node: ReduceNode): Given {
  const start =
    node.start === undefined ? given('null', { kind: 'null', nullable: true }) : plain(w, w.value(node.start));
  const accumulator = w.code.fresh('a');
  w.code.line(`let ${accumulator} = ${start.text};`);
  const carried = carries(node);
  const known = given(accumulator, carried ? NUMBER : UNKNOWN, { raw: carried });
  const turn = (item: Given) =>
    withItem(w, node.current, item, () =>
      withItem(w, node.accumulator, known, () => {
        // What was found out about the accumulator holds for one turn only.
        w.code.block('{', () => {
          const value = w.value(node.body);
          w.code.line(`${accumulator} = ${carried ? value.text : plain(w, value).text};`);
        });
      }),
    );
  const { list } = node;
  if (makesList(list)) {
    const count = w.code.fresh('n');
    w.code.line(`let ${count} = 0;`);
    each(w, list, (item) => {
      w.code.line(`${count} += 1;`);
      turn(item);
    });
    w.code.line(`meter.n += ${count} * ${node.turn};`);
    doubtIf(w, `meter.n > ${LIMITS.fuel}`);
  } else {
    const whole = demandList(w, w.value(list));
    payTurns(w, `${whole.text}.length`, node.turn);
    const i = w.code.fresh('i');
    const item = w.code.fresh('x');
    w.code.block(`for (let ${i} = 0; ${i} < ${whole.text}.length; ${i} += 1) {`, () => {
      w.code.line(`const ${item} = ${whole.text}[${i}];`);
      turn(given(item, whole.type.items ?? UNKNOWN));
    });
  }
  return known;
}

/** Whether a number goes through the turns that is only added to, taken from or multiplied: it stays one, and shows at the end if it got too large. */
function carries({ start, body, accumulator }: ReduceNode): boolean {
  return (
    start?.op === 'const' &&
    typeof start.value === 'number' &&
    !Object.is(start.value, -0) &&
    body.op === 'arithmetic' &&
    (body.operator === '+' || body.operator === '-' || body.operator === '*') &&
    body.args.every((arg) =>
      arg.op === 'var' && arg.slot === accumulator
        ? arg.steps.length === 0 && arg.otherwise === undefined
        : !readsSlot(arg, accumulator),
    )
  );
}

/** Whether a slot is read anywhere in a node. */
function readsSlot(node: unknown, slot: number): boolean {
  if (Array.isArray(node)) return node.some((part) => readsSlot(part, slot));
  if (node === null || typeof node !== 'object') return false;
  const { slot: own, current, accumulator } = node as { slot?: number; current?: number; accumulator?: number };
  if (own === slot || current === slot || accumulator === slot) return true;
  return Object.values(node).some((part) => typeof part === 'object' && readsSlot(part, slot));
}
