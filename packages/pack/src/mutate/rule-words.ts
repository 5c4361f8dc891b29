import type { JsonValue } from '@cebao/engine';
import { valueWords } from '../explain/index.ts';
import type { FactSpec } from '../format.ts';
import { packMessages } from '../messages/zh-CN.ts';
import type { Pack } from '../pack.ts';
import { fill } from '../words.ts';
import { mutateMessages as m } from './messages/zh-CN.ts';
import { UNLISTED } from './question-space.ts';
import { factOf } from './readings.ts';

/**
 * The parts of an item in Chinese: facts, params, codes and steps by their titles, conditions in short.
 *
 * @example
 * new RuleWords(packs, decision.id).say({ '>': [{ var: 'amount' }, { param: 'limit' }] });
 */
export class RuleWords {
  private readonly packs: readonly Pack[];
  private readonly item: string;
  private readonly flow: string;

  /** `flow`: the flow whose steps are named too; by default the item itself may be one. */
  constructor(packs: readonly Pack[], item: string, flow: string = item) {
    this.packs = packs;
    this.item = item;
    this.flow = flow;
  }

  say(value: JsonValue | undefined): string {
    if (value === undefined) return '';
    if (value === null) return m['say.null'] ?? '';
    if (typeof value === 'boolean') return m[`say.${value}`] ?? '';
    if (typeof value === 'number') return valueWords(value, undefined, (code) => code);
    if (typeof value === 'string') return this.word(value);
    if (Array.isArray(value)) return value.map((one) => this.say(one)).join(packMessages['joint.list']);
    for (const key of ['id', 'reason', 'code', 'key']) {
      const id = value[key];
      if (typeof id === 'string') return this.word(id);
    }
    const [name = '', raw] = Object.entries(value)[0] ?? [];
    const args = (Array.isArray(raw) ? raw : [raw ?? null]) as JsonValue[];
    if (name === 'var' || name === 'param') return this.title(name, String(args[0]));
    if (name === 'and' || name === 'or') return args.map((arg) => this.say(arg)).join(` ${m[`say.${name}`]} `);
    if (name === 'isPresent') return fill(m['say.isPresent'] ?? '', { a: this.title('var', String(args[0])) });
    const template = m[`say.${name}`];
    if (template !== undefined) return fill(template, { a: this.say(args[0]), b: this.say(args[1]) });
    return JSON.stringify(value);
  }

  /** A value of a fact, in the fact's own words. */
  choice(name: string, value: JsonValue): string {
    if (value === UNLISTED) return m['say.unlisted'] ?? '';
    const spec = this.fact(name.replaceAll('.*', ''));
    const labels = spec?.labels ?? spec?.items?.labels;
    return valueWords(value, { unit: spec?.unit, labels }, (code) => this.word(code));
  }

  /** A value of a param, with its unit. */
  amount(value: JsonValue, unit: string | undefined): string {
    return valueWords(value, unit === undefined ? undefined : { unit }, (code) => this.word(code));
  }

  private fact(name: string): (Omit<FactSpec, 'title'> & { title?: string }) | undefined {
    const mine = this.packs
      .flatMap(({ decisions }) => decisions)
      .filter(({ id, flow }) => id === this.item || flow === this.item);
    return factOf(mine, name);
  }

  title(kind: string, id: string): string {
    if (id === '$at') return m['say.at'] ?? '';
    if (id === '$region') return m['say.region'] ?? '';
    if (id.startsWith('$value.')) return this.word(id.slice('$value.'.length));
    if (kind === 'param')
      return this.packs.flatMap(({ params }) => params).find((param) => param.id === id)?.title ?? id;
    return this.fact(id)?.title ?? this.word(id);
  }

  word(code: string): string {
    for (const { messages, flows, decisions, bodies } of this.packs) {
      for (const words of [messages.reasons, messages.warnings, messages.assumptions, messages.labels]) {
        const said = words?.[code];
        if (said !== undefined) return said;
      }
      const body = bodies.find(({ id }) => id === code);
      if (body) return body.title;
      for (const { id, steps } of flows) {
        const step = id === this.flow ? steps.find((one) => one.id === code) : undefined;
        if (step) return step.title;
      }
      for (const { id, labels, facts } of decisions) {
        if (id !== this.item) continue;
        const said = labels?.[code] ?? Object.values(facts).find((spec) => spec.labels?.[code])?.labels?.[code];
        if (said !== undefined) return said;
      }
    }
    return packMessages[code] ?? code;
  }
}
