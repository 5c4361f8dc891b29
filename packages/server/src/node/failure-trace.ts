import { StoreFailure } from '@cebao/store';

/** What a log may say of a failure: its kind, the code of an issue, and where. Never its message, which may quote data. */
export function failureTrace(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return {
    error: error.name,
    ...(error instanceof StoreFailure
      ? { code: error.issue.code }
      : typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code)
        ? { code }
        : {}),
    trace: framesOf(error),
  };
}

/** The stack without the message above it. */
function framesOf(error: Error): string {
  const { stack = '' } = error;
  const head = `${error.name}: ${error.message}`;
  const below = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return below
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim())
    .join(' | ');
}
