import type { Problem } from '../api/problem.ts';

/** What every call of the client gives: the value, or the problem with its Chinese sentence. Nothing throws. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
