import { randomBytes } from 'node:crypto';
import type { Issue } from '@cebao/engine';

/** Argon2id with 19 MiB and two passes, off the thread that answers. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** How many hashes are worked out at a time: each takes its memory. */
const AT_ONCE = 4;
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** What is kept of a password; the same password written in two ways of Unicode is one. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(async () => (await import('@node-rs/argon2')).hash(password.normalize('NFKC'), COST));
}

let nobody: Promise<string> | undefined;

/**
 * Whether a password is the one that is kept. Without a hash it is never so, and takes as long: who asks does not
 * learn whether there is an account.
 */
export async function verifyPassword(hash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(32).toString('base64url'));
  const against = hash ?? (await nobody);
  const { verify } = await import('@node-rs/argon2');
  const same = await inTurn(() => verify(against, password.normalize('NFKC')));
  return same && hash !== undefined;
}

/**
 * Why a password will not do: too short, too long, made of the names, or one that is guessed first. Nothing is asked
 * of its letters and digits: a sentence is better than a riddle.
 *
 * @example
 * passwordIssues('1234567890', []); // [{ code: 'passwordTooSimple', path: '/password', params: {} }]
 */
export function passwordIssues(password: string, names: readonly string[]): Issue[] {
  const given = password.normalize('NFKC').toLowerCase();
  const length = [...given].length;
  const issue = (code: string, params: Issue['params'] = {}): Issue[] => [{ code, path: '/password', params }];
  if (length < SHORTEST_PASSWORD) return issue('passwordTooShort', { least: SHORTEST_PASSWORD });
  if (length > LONGEST_PASSWORD) return issue('passwordTooLong', { most: LONGEST_PASSWORD });
  const own = names.map((name) => name.normalize('NFKC').toLowerCase()).filter((name) => [...name].length >= 2);
  const rest = own.reduce((left, name) => left.replaceAll(name, ''), given);
  if ([...rest].length < SHORTEST_PASSWORD - 2 && rest !== given) return issue('passwordHasName');
  return isSimple(given) ? issue('passwordTooSimple') : [];
}

const FIRST_GUESSES = [
  'password',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'admin',
  'abc123',
  '123456',
  'woaini',
  'cebao',
];

/** Few different characters, one that follows from the one before, or a first guess with little added. */
function isSimple(given: string): boolean {
  const points = [...given].map((one) => one.codePointAt(0) ?? 0);
  if (new Set(points).size < 5) return true;
  const steps = points.slice(1).filter((point, index) => Math.abs(point - (points[index] ?? 0)) <= 1).length;
  if (steps >= points.length * 0.7) return true;
  const rest = FIRST_GUESSES.reduce((left, guess) => left.replaceAll(guess, ''), given);
  return rest !== given && rest.length < 5;
}
