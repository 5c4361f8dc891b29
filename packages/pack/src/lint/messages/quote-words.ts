/** How number words of a quoted sentence are read: article 1259 of the Civil Code, and plain meaning. */
export type BoundaryOperator = '>' | '>=' | '<' | '<=';

/** Words before a number. Longer ones first: one of them may hold another. */
export const BEFORE_NUMBER: readonly (readonly [word: string, operator: BoundaryOperator])[] = [
  ['不得超过', '<='],
  ['不超过', '<='],
  ['不高于', '<='],
  ['不多于', '<='],
  ['不大于', '<='],
  ['最多', '<='],
  ['至多', '<='],
  ['不得少于', '>='],
  ['不得低于', '>='],
  ['不少于', '>='],
  ['不低于', '>='],
  ['不小于', '>='],
  ['至少', '>='],
  ['最少', '>='],
  ['达到', '>='],
  ['不满', '<'],
  ['未满', '<'],
  ['不足', '<'],
  ['低于', '<'],
  ['少于', '<'],
  ['小于', '<'],
  ['超过', '>'],
  ['超出', '>'],
  ['高于', '>'],
  ['多于', '>'],
  ['大于', '>'],
  ['届满', '>='],
  ['年满', '>='],
  ['满', '>='],
];

/** Words of reports between a number and its ten-thousands, and other ways to write these: taken out before reading. */
export const LOOSE_NUMBERS: readonly (readonly [pattern: RegExp, plain: string])[] = [
  [/萬/gu, '万'],
  [/億/gu, '亿'],
  [/(?<=\d)[多余餘](?=[万亿])/gu, ''],
];

/** Words after a number and its unit. */
export const AFTER_NUMBER: readonly (readonly [word: string, operator: BoundaryOperator])[] = [
  ['及以上', '>='],
  ['及以下', '<='],
  ['（含）以上', '>='],
  ['（含）以下', '<='],
  ['以上', '>='],
  ['以下', '<='],
  ['以内', '<='],
  ['之内', '<='],
  ['以外', '>'],
  ['内', '<='],
];

/** Measure words that may stand between a number and the word after it. */
export const MEASURES = '个工作日|个自然日|个月|周岁|平方米|人次|元|人|名|位|个|年|月|日|天|次|分|户|场|项|岁|件|%|％';

export const TEN_THOUSAND = '万';
export const HUNDRED_MILLION = '亿';
export const DIGITS = '零一二三四五六七八九';
export const TWO = '两兩';
export const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
/** What stands between the numbers of one series that share their unit: 400、500元. */
export const SERIES = '、和或至到-—～~';
