import { recordId } from './names.ts';
import { z } from './zod.ts';

const signInName = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._-]+$/u);
const secret = z.string().min(1).max(1000);

export const passwordSignInRequest = z.strictObject({ name: z.string().min(1).max(100), password: secret });
/** `old` unless one has just come in by a link. */
export const passwordRequest = z.strictObject({ name: signInName, password: secret, old: secret.optional() });
export const passwordReply = z.strictObject({
  name: z.string().optional(),
  setAt: z.string().optional(),
  /** The old password is asked for. */
  asksOld: z.boolean(),
});

/** An account that the person administers. */
export const signInRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  signInName: z.string().optional(),
  setAt: z.string().optional(),
});
export const signInRows = z.array(signInRow);
export const ofPerson = z.strictObject({ id: recordId });
export const issuedLink = z.strictObject({ path: z.string(), expires: z.string() });

export type PasswordRequest = { name: string; password: string; old?: string };
export type PasswordReply = z.infer<typeof passwordReply>;
export type SignInRow = z.infer<typeof signInRow>;
export type IssuedLink = z.infer<typeof issuedLink>;
