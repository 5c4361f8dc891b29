/** Sentences of the process itself. */
export const messages = {
  badPort: 'PORT 应为 0–65535 的整数，现在是「{value}」。',
} as const;
