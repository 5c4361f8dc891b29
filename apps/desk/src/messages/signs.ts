/** Signs between words, where a page puts sentences together. */
export const signs = {
  colon: '：',
  comma: '，',
  list: '、',
  semicolon: '；',
  stop: '。',
  open: '（',
  close: '）',
  dot: ' · ',
  plus: '+',
  minus: '-',
  /** Where people part what they list. */
  parting: /[、,，]/,
} as const;
