import { z } from '../api/zod.ts';

const votes = z.strictObject({ for: z.number().int(), against: z.number().int(), abstain: z.number().int() });

/** `meetings.json`: meetings that were held and called, with days counted from the day the demo is made. */
export const demoMeetings = z.strictObject({
  about: z.string().optional(),
  bodies: z.array(
    z.strictObject({
      meeting: z.string(),
      place: z.string(),
      /** People of the cast in whose name meetings are called, and minutes kept. */
      calledBy: z.string(),
      recordedBy: z.string(),
      meetings: z.array(
        z.strictObject({
          /** Days before the demo's day; below zero: still to come. */
          daysAgo: z.number().int(),
          time: z.string().optional(),
          where: z.string(),
          stage: z.string().optional(),
          /** Somebody out of turn, and why. */
          chair: z.strictObject({ member: z.string(), reason: z.string() }).optional(),
          agenda: z.array(z.strictObject({ kind: z.string(), title: z.string(), discussion: z.string().optional() })),
          /** Members who were not there in person. */
          absent: z
            .record(
              z.string(),
              z.strictObject({
                how: z.enum(['deputy', 'leave', 'absent']),
                deputy: z.string().optional(),
                reason: z.string().optional(),
              }),
            )
            .optional(),
          /** `item`: position on the agenda. Texts may hold `{year}`. */
          resolutions: z
            .array(
              z.strictObject({
                item: z.number().int(),
                no: z.string(),
                text: z.string(),
                result: z.enum(['adopted', 'notAdopted', 'deferred']),
                votes: votes.optional(),
                body: z.string().optional(),
                responsible: z.string().optional(),
                /** Days after the meeting. */
                until: z.number().int().optional(),
                followed: z
                  .array(z.strictObject({ after: z.number().int(), text: z.string(), done: z.boolean() }))
                  .optional(),
              }),
            )
            .optional(),
        }),
      ),
    }),
  ),
});

export type DemoMeetings = z.infer<typeof demoMeetings>;
