/** Sentences of the process itself. */
export const messages = {
  badPort: '{name} 应为 0–65535 的整数，现在是「{value}」。',
  badLevel: 'CEBAO_LOG_LEVEL 应为 error、warn 或 info，现在是「{value}」。',
} as const;
