import { type AnswerParam, packMessages, valueWords } from '@cebao/pack';
import type { Decided } from '@cebao/react';
import { fill, messages } from '../../messages/zh-CN.ts';

const words = messages.policy;

/** What differs between a column and the first one, and why: answer, values applied, level, sources. */
export function differences(first: Decided, other: Decided, code: (code: string) => string): string[] {
  if (!first.ok || !other.ok) return [];
  const lines: string[] = [];
  const say = (sentence: string, a: string, b: string) => {
    if (a !== b) lines.push(fill(sentence, { a: a || words.nothing, b: b || words.nothing }));
  };
  say(words.differs.answer, first.explanation.answer, other.explanation.answer);
  say(words.differs.reason, first.explanation.reason, other.explanation.reason);
  for (const id of new Set([...first.answer.params, ...other.answer.params].map((param) => param.id))) {
    const [a, b] = [first, other].map((side) =>
      side.ok ? side.answer.params.find((param) => param.id === id) : undefined,
    );
    const title = a?.title ?? b?.title ?? id;
    say(fill(words.differs.param, { title, a: '{a}', b: '{b}' }), paramText(a, code), paramText(b, code));
  }
  say(words.differs.layer, levelText(first), levelText(other));
  const quotes = (side: Decided & { ok: true }) => side.answer.sources.map(({ quote }) => quote);
  const before = quotes(first);
  const added = quotes(other).filter((quote) => !before.includes(quote));
  for (const quote of added) lines.push(fill(words.differs.source, { quote }));
  return lines;
}

function paramText(param: AnswerParam | undefined, code: (code: string) => string): string {
  if (!param) return '';
  const value = valueWords(param.value, param, code);
  return fill(param.from === undefined ? words.paramValue : words.paramFrom, {
    value,
    from: param.from ?? '',
    layer: packMessages[`level.${param.layer}`] ?? param.layer,
  });
}

function levelText(side: Decided & { ok: true }): string {
  return side.answer.layer === undefined ? '' : (packMessages[`level.${side.answer.layer}`] ?? side.answer.layer);
}
