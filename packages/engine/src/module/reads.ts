import type { MissingName, PresentNode, VarNode } from '../ir/ir.ts';
import { demandNumber, doubtIf, named, plain } from './demands.ts';
import { type Given, given, isText, LIST, UNKNOWN } from './given.ts';
import { isInherited } from './inherited-names.ts';
import { Unsupported } from './unsupported.ts';
import type { Writer } from './writer.ts';

/** `var`: trusted where its type is declared and it cannot be missing, else looked at. */
export function readVar(w: Writer, node: VarNode): Given {
  const { otherwise, type } = node;
  const trust = otherwise === undefined && type.kind !== 'unknown' && !type.nullable;
  const value = readSlot(w, node.slot, node.steps, trust);
  if (otherwise === undefined) {
    if (value.kind !== 'unknown') return value;
    return { ...given(value.text, type, { absent: value.absent }), simple: value.simple };
  }
  const name = w.code.fresh('t');
  w.code.line(`let ${name} = ${value.text};`);
  w.code.block(`if (${name} === undefined) {`, () => w.code.line(`${name} = ${plain(w, w.value(otherwise)).text};`));
  return given(name, type);
}

/** A slot and the steps from it. With `trust` nothing on the way is looked at. */
function readSlot(w: Writer, slot: number, steps: readonly string[], trust: boolean): Given {
  const item = w.items.get(slot);
  const source = w.slots.sources[slot];
  if (source === undefined) throw new Unsupported('slot');
  const from = item === undefined ? w.access.read(source, slot) : { text: item.text, steps: [], object: false };
  if (from === undefined) throw new Unsupported(source.kind);
  const path = [...from.steps, ...steps];
  if (path.length === 0) return item ?? given(from.text, UNKNOWN, { absent: !trust });
  const texts = path.map((step) => JSON.stringify(step));
  const keyOf = (length: number) => readKey(from.text, path.slice(0, length));
  const ready = w.shared.get(keyOf(path.length)) ?? w.code.known(keyOf(path.length));
  if (ready !== undefined) return ready;
  if (trust) return given(`${from.text}${texts.map((text) => `[${text}]`).join('')}`, UNKNOWN);
  let value =
    item ?? given(from.text, from.object ? { kind: 'record', nullable: false } : UNKNOWN, { absent: !from.object });
  value = named(w, value);
  for (let i = 0; i < path.length; i += 1) {
    const key = keyOf(i + 1);
    const known = w.shared.get(key) ?? w.code.known(key);
    if (known === undefined) {
      value = given(step(w, value, path[i] as string), UNKNOWN, { absent: true });
      if (i < path.length - 1) value = named(w, value);
      if (value.simple) w.code.know(key, value);
    } else value = known;
  }
  return value;
}

/** What a read is known by, once it has been made. */
export function readKey(from: string, path: readonly string[]): string {
  return `read ${JSON.stringify([from, ...path])}`;
}

/** One own property of a value. A text has characters but no fields, and refuses: that, and what else has none, is handed over. */
function step(w: Writer, from: Given, name: string): string {
  const at = JSON.stringify(name);
  const sure = from.kind === 'record' && !from.nullable && !from.absent;
  if (!sure) doubtIf(w, `typeof ${from.text} !== "object"${from.absent ? ` && ${from.text} !== undefined` : ''}`);
  if (isInherited(name))
    return `(Object.hasOwn(${from.text}${sure ? '' : ' ?? EMPTY'}, ${at}) ? ${from.text}[${at}] : undefined)`;
  return sure ? `${from.text}[${at}]` : `${from.text}?.[${at}]`;
}

/** `isPresent`. */
export function readPresent(w: Writer, node: PresentNode): string {
  const value = readSlot(w, node.slot, node.steps, false);
  return `(${value.text} != null)`;
}

/** `missing` and `missing_some`: a list made of those names that are not there. */
export function readMissing(w: Writer, names: readonly MissingName[], need: Given | undefined): Given {
  const needed = need && named(w, demandNumber(w, need));
  if (needed) {
    doubtIf(w, `!(${needed.text} % 1 === 0 && ${needed.text} >= 1 && ${needed.text} <= ${names.length})`);
  }
  const list = w.code.fresh('l');
  w.code.line(`const ${list} = [];`);
  for (const { name, slot, steps } of names) {
    const push = `${list}.push(${JSON.stringify(name)});`;
    if (slot === undefined) {
      w.code.line(push);
      continue;
    }
    const value = named(w, readSlot(w, slot, steps, false));
    const empty = isText(value) || value.kind === 'unknown' ? ` || ${value.text} === ""` : '';
    w.code.line(`if (${value.text} == null${empty}) ${push}`);
  }
  w.meter();
  w.code.line(`meter.n += ${list}.length;`);
  if (needed === undefined) return given(list, LIST);
  return given(`(${names.length} - ${list}.length >= ${needed.text} ? [] : ${list})`, LIST);
}
