import { type Given, isSure, NUMBER } from './given.ts';
import type { Writer } from './writer.ts';

/** The value under a name, so that it can be looked at more than once. */
export function named(w: Writer, value: Given): Given {
  if (value.simple) return value;
  const name = w.code.fresh('t');
  w.code.line(`const ${name} = ${value.text};`);
  return { ...value, text: name, simple: true };
}

/** Hands over to the closures when the condition holds. */
export function doubtIf(w: Writer, condition: string): void {
  w.code.line(`if (${condition}) ${w.exits.doubt}`);
}

/** What was found out about a name by looking at it, in this block. */
export function seen(w: Writer, value: Given): Given {
  return w.code.known(`is ${value.text}`) ?? value;
}

function learn(w: Writer, value: Given): Given {
  w.code.know(`is ${value.text}`, value);
  return value;
}

/** A number that may still be infinite or NaN, as the sum of two numbers may. */
export function demandRaw(w: Writer, of: Given): Given {
  const value = seen(w, of);
  if (value.kind === 'number' && isSure(value)) return value;
  const t = named(w, value);
  if (t.kind === 'number') doubtIf(w, `${t.text} ${t.absent ? '==' : '==='} null`);
  else doubtIf(w, `typeof ${t.text} !== "number" || ${t.text} - ${t.text} !== 0`);
  return learn(w, { ...t, kind: 'number', nullable: false, absent: false, type: NUMBER });
}

/** A finite number; minus zero is let through. */
export function demandNumber(w: Writer, of: Given): Given {
  const value = demandRaw(w, of);
  if (!value.raw) return value;
  const t = named(w, value);
  doubtIf(w, `${t.text} - ${t.text} !== 0`);
  return learn(w, { ...t, raw: false });
}

/** A value as JSON has it: null instead of undefined, numbers finite and never minus zero made by arithmetic. */
export function plain(w: Writer, value: Given): Given {
  if (value.made) {
    const t = demandNumber(w, value);
    return { ...t, text: `(${t.text} + 0)`, simple: false, made: false };
  }
  const known = seen(w, value);
  if (!known.absent) return known;
  return { ...known, text: `(${known.text} ?? null)`, simple: false, absent: false };
}

/** A list; null is an empty one. */
export function demandList(w: Writer, of: Given): Given {
  const value = seen(w, of);
  if (value.kind === 'list' && isSure(value)) return named(w, value);
  const t = named(w, { ...value, text: `(${value.text} ?? ${w.constant('[]')})`, simple: false });
  if (value.kind !== 'list') doubtIf(w, `!Array.isArray(${t.text})`);
  return { ...t, kind: 'list', nullable: false, absent: false };
}

/** Its truth, as JsonLogic has it. */
export function truth(w: Writer, of: Given): string {
  const value = of.raw ? demandNumber(w, of) : seen(w, of);
  switch (value.kind) {
    case 'boolean':
      return isSure(value) ? value.text : `(${value.text} === true)`;
    case 'number':
    case 'text':
    case 'date':
    case 'month':
      return `!!${parens(value.text)}`;
    case 'record':
      return isSure(value) ? 'true' : `!!${parens(value.text)}`;
    case 'null':
      return 'false';
    case 'list':
      return isSure(value) ? `(${value.text}.length > 0)` : `((${value.text} ?? "").length > 0)`;
    default:
      return `truthy(${value.text})`;
  }
}

function parens(text: string): string {
  return /^[\w$.[\]"]+$/.test(text) ? text : `(${text})`;
}
