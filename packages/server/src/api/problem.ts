import type { JsonValue } from '@cebao/engine';
import { z } from './zod.ts';

/** One problem inside a request or a rule, with its words. `path` is a JSON pointer into what was sent. */
export const apiIssue = z.strictObject({
  code: z.string(),
  path: z.string(),
  params: z.record(z.string(), z.json()),
  message: z.string(),
});

/**
 * An HTTP error body (RFC 9457). `code` is for machines, `detail` is a Chinese sentence for people;
 * `answers` comes with `previewDiffers` only: what the browser saw and what the service decided.
 */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  issues: z.array(apiIssue),
  answers: z.strictObject({ preview: z.json(), service: z.json() }).optional(),
  reference: z.string().optional(),
});

export type ApiIssue = { code: string; path: string; params: Readonly<Record<string, JsonValue>>; message: string };
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  issues: ApiIssue[];
  answers?: { preview: JsonValue; service: JsonValue };
  reference?: string;
};
