import { z } from './zod.ts';

/** An id inside a pack, such as a decision or a flow. */
export const packId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.\-/]*$/)
  .max(120);

/** A path in the administrative tree, upper first, separated by `/`. */
export const placePath = z
  .string()
  .regex(/^[a-z0-9-]+(\/([a-z0-9-]+|_))*$/)
  .max(200);

/** A civil date `YYYY-MM-DD` (Asia/Shanghai). */
export const civilDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** The hash of a layered pack. */
export const revisionHash = z
  .string()
  .regex(/^[a-z0-9:-]+$/i)
  .max(120);

/** An id that the service gave: of a case, a person, an attachment. */
export const recordId = z
  .string()
  .regex(/^[A-Za-z0-9._:-]+$/)
  .max(120);

/** Named JSON values. */
export const jsonMap = z.record(z.string().min(1).max(200), z.json());
