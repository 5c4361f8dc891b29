/** Headings of sheets besides the fields of a form, and how people write values in cells. */
export const tableWords = {
  from: '起始日期',
  until: '截止日期',
  yes: ['是', '有', '对', '√', 'y', 'yes', 'true', '1'] as readonly string[],
  no: ['否', '无', '不是', '×', 'n', 'no', 'false', '0'] as readonly string[],
  /** Signs between several values in one cell. */
  between: /[、;；\n]/,
  /** What may stand behind a number. */
  units: /(元|人|名|个|户|次|岁|年|月|天|日|份|场|%)$/,
} as const;
