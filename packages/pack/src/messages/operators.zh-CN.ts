/**
 * How a clerk says an operator. A condition has `holds` and `fails` (its exact opposite); an order of days or months has
 * words of its own; a value has `noun`. `{a}`, `{b}`, `{c}` are the arguments, `{list}` all of them.
 * Boundaries as the law reads them: above and below include the number, exceed and fall short exclude it.
 */
export interface OperatorWords {
  readonly holds?: string;
  readonly fails?: string;
  /** For days and months. */
  readonly dates?: { readonly holds: string; readonly fails: string };
  /** Beside a number that is met exactly: the boundary counts. */
  readonly inclusive?: boolean;
  readonly noun?: string;
}

/** Words for every operator of the engine, by its name. */
export const operatorMessages: Readonly<Record<string, OperatorWords>> = {
  // reading
  var: { noun: '{a}', holds: '“{a}”为“是”', fails: '“{a}”为“否”' },
  param: { noun: '{a}', holds: '“{a}”为“是”', fails: '“{a}”为“否”' },
  missing: { noun: '{list}中未填写的各项', holds: '未填写{list}', fails: '已填写{list}' },
  missing_some: {
    noun: '{b}中至少须填写 {a} 项而未填写的各项',
    holds: '{b}中填写的不满 {a} 项',
    fails: '{b}中已填写 {a} 项以上',
  },
  isPresent: { noun: '{a}是否填写', holds: '已填写{a}', fails: '未填写{a}' },
  // logic
  and: { holds: '，且', fails: '，或', noun: '以下各项同时成立' },
  or: { holds: '，或', fails: '，且', noun: '以下至少一项成立' },
  '!': { holds: '并非{a}', fails: '{a}', noun: '{a}不成立' },
  '!!': { holds: '{a}不为空', fails: '{a}为空', noun: '{a}不为空' },
  if: { noun: '{list}', holds: '{list}', fails: '并非{list}' },
  // comparison
  '>': { holds: '超过{b}', fails: '不超过{b}', dates: { holds: '晚于{b}', fails: '不晚于{b}' } },
  '>=': {
    holds: '达到{b}以上',
    fails: '不满{b}',
    dates: { holds: '不早于{b}', fails: '早于{b}' },
    inclusive: true,
  },
  '<': { holds: '不满{b}', fails: '达到{b}以上', dates: { holds: '早于{b}', fails: '不早于{b}' } },
  '<=': {
    holds: '在{b}以下',
    fails: '超过{b}',
    dates: { holds: '不晚于{b}', fails: '晚于{b}' },
    inclusive: true,
  },
  '==': { holds: '为{b}', fails: '不是{b}' },
  '!=': { holds: '不是{b}', fails: '为{b}' },
  '===': { holds: '为{b}', fails: '不是{b}' },
  '!==': { holds: '不是{b}', fails: '为{b}' },
  in: { holds: '在{b}之列', fails: '不在{b}之列' },
  within: { holds: '在{b}范围内', fails: '不在{b}范围内' },
  // arithmetic
  '+': { noun: '{list}之和' },
  '-': { noun: '{a}减去{b}的差' },
  '*': { noun: '{list}之积' },
  '/': { noun: '{a}除以{b}的商' },
  '%': { noun: '{a}除以{b}的余数' },
  min: { noun: '{list}中的最小值' },
  max: { noun: '{list}中的最大值' },
  sum: { noun: '{list}之和' },
  difference: { noun: '{a}减去{b}的差' },
  product: { noun: '{list}之积' },
  quotient: { noun: '{a}除以{b}的商（四舍五入到 {c} 位小数）' },
  round: { noun: '{a}（四舍五入到 {b} 位小数）' },
  moneySum: { noun: '{list}合计' },
  // days
  addMonths: { noun: '{a}起满{b}之日' },
  addDays: { noun: '{a}起满{b}之日' },
  daysBetween: { noun: '{a}至{b}的天数' },
  yearOf: { noun: '{a}所在年份' },
  monthOf: { noun: '{a}所在月份' },
  // lists
  map: { noun: '{a}中各项的{b}' },
  filter: { noun: '{a}中{b}的各项' },
  reduce: { noun: '{a}逐项累计的结果' },
  all: { holds: '{a}中每一项都{b}', fails: '{a}中并非每一项都{b}' },
  some: { holds: '{a}中至少有一项{b}', fails: '{a}中没有一项{b}' },
  none: { holds: '{a}中没有一项{b}', fails: '{a}中至少有一项{b}' },
  merge: { noun: '{list}合并后的各项' },
  count: { noun: '{a}的项数' },
  absent: { noun: '应有{a}而{b}中缺少的各项' },
  sameSet: { holds: '{a}与{b}各项相同', fails: '{a}与{b}各项不完全相同' },
  distinct: { noun: '{a}去掉重复后的各项' },
  sumBy: { noun: '{a}按{b}分组的{c}合计' },
  object: { noun: '{list}' },
  // text
  cat: { noun: '{list}连写成的文字' },
  substr: { noun: '{a}中从第 {b} 个字起的文字' },
};
