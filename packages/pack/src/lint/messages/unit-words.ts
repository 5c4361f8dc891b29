/** Words for units that stand in brackets behind a name, with the units they may mean. No value is in ten-thousands. */
export const UNIT_WORDS: readonly (readonly [word: string, units: readonly string[]])[] = [
  ['万元', []],
  ['千元', []],
  ['亿元', []],
  ['元/月', ['yuan/month']],
  ['元/年', ['yuan/year']],
  ['元/人', ['yuan/person']],
  ['元/户', ['yuan/household']],
  ['元', ['yuan', 'yuan/month', 'yuan/year', 'yuan/person', 'yuan/household']],
  ['个工作日', ['workday']],
  ['工作日', ['workday']],
  ['小时', ['hour']],
  ['天', ['day', 'workday']],
  ['日', ['day', 'workday']],
  ['个月', ['month']],
  ['月', ['month']],
  ['年', ['year']],
  ['%', ['%']],
  ['％', ['%']],
  ['分', ['point']],
  ['人', ['person']],
  ['户', ['household']],
  ['次', ['time']],
  ['平方米', ['squareMetre']],
];

/** What stands around a unit behind a name: 金额（万元）, 金额(单位：万元), 金额/万元. */
export const BEFORE_UNIT = '[（(]\\s*(?:单位\\s*[：:]\\s*)?|[/／]';
export const AFTER_UNIT = '\\s*[）)]';
/** Words that need no brackets: no name ends in one of them but for its unit. */
export const BARE_UNITS: readonly string[] = ['万元', '亿元'];
