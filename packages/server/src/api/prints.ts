import { z } from './zod.ts';

export const printReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  caseTitle: z.string(),
  rows: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  signatures: z.array(z.strictObject({ label: z.string(), stamp: z.boolean() })),
  note: z.string().optional(),
  printedOn: z.string(),
  demo: z.boolean(),
});
export type PrintReply = z.infer<typeof printReply>;
