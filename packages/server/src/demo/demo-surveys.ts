import { z } from '../api/zod.ts';

const data = z.record(z.string(), z.json());

/** `surveys.json`: surveys that run or are over, with days counted from the day the demo is made. */
export const demoSurveys = z.strictObject({
  about: z.string().optional(),
  surveys: z.array(
    z.strictObject({
      survey: z.string(),
      place: z.string(),
      /** Somebody of the cast who opens it, and closes it. */
      by: z.string(),
      subject: z.string(),
      openedDaysAgo: z.number().int().positive(),
      /** Days after the opening. */
      until: z.number().int().positive(),
      /** Without it the survey runs. */
      closedDaysAgo: z.number().int().positive().optional(),
      /** How many households or people the place's own list counts, and how many are drawn of them. */
      size: z.number().int().positive(),
      n: z.number().int().positive(),
      seed: z.number().int(),
      /** Answers without names, by side: what was said, and by how many. */
      answers: z.record(z.string(), z.array(z.strictObject({ data, times: z.number().int().positive() }))),
      /** Answers of bodies, in the name of somebody of the cast. */
      named: z
        .array(z.strictObject({ side: z.string(), by: z.string(), daysAgo: z.number().int().positive(), data }))
        .optional(),
    }),
  ),
});

export type DemoSurveys = z.infer<typeof demoSurveys>;
