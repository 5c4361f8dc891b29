import type { Answer, Form } from '@cebao/pack';
import { civilDate, jsonMap, packId, placePath } from './names.ts';
import { carried, z } from './zod.ts';

const seed = z.number().int().min(0).max(4_294_967_295);
const count = z.number().int().min(1).max(100_000);

/** Everybody, so many of all by a seed, or so many of each place. */
const rule = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('all') }),
  z.strictObject({ mode: z.literal('random'), n: count, seed }),
  z.strictObject({ mode: z.literal('quota'), perPlace: count, seed }),
]);

export const openSurveyRequest = z.strictObject({
  kind: packId,
  place: placePath,
  subject: z.string().max(200),
  until: civilDate,
  /** How many households or people the place's own list counts; the list itself stays there. */
  populations: z
    .array(z.strictObject({ place: placePath, size: count }))
    .min(1)
    .max(200),
  rule,
});
export const answerSurveyRequest = z.strictObject({ side: packId, data: jsonMap });
const token = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);
export const surveyTokenRequest = z.strictObject({ token });
export const anonymousAnswerRequest = z.strictObject({ token, data: jsonMap });

const row = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  subject: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  openedOn: z.string(),
  until: z.string(),
  closedOn: z.string().optional(),
});
export const surveysReply = z.strictObject({
  surveys: z.array(row),
  /** What the person may open, and where. */
  mayOpen: z.array(z.strictObject({ kind: z.string(), title: z.string(), place: z.string(), placeTitle: z.string() })),
  demo: z.boolean(),
});

export const surveyReply = z.strictObject({
  ...row.shape,
  note: z.string().optional(),
  /** The smallest number of answers of which anything is shown. */
  fewest: z.number(),
  /** How the sample was drawn: with it anybody draws the same numbers again. */
  rule,
  populations: z.array(z.strictObject({ place: z.string(), placeTitle: z.string(), size: z.number() })),
  sides: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      named: z.boolean(),
      /** Bodies that are asked by name, and whether they have answered. */
      bodies: z.array(z.strictObject({ title: z.string(), answered: z.boolean() })),
      invited: z.number(),
      answered: z.number().optional(),
      satisfied: z.number().optional(),
      counts: z.array(
        z.strictObject({ field: z.string(), choice: z.string(), title: z.string(), n: z.number().optional() }),
      ),
      form: carried<Form>('The form of the side.'),
      mayAnswer: z.boolean(),
    }),
  ),
  asked: z.array(
    z.strictObject({
      decision: z.string(),
      at: z.string(),
      facts: jsonMap,
      answer: carried<Answer>('The answer of the pack.'),
    }),
  ),
  mayClose: z.boolean(),
  demo: z.boolean(),
});

/** The links are given once: only their hashes are kept, and not whose they are. */
export const openSurveyReply = z.strictObject({
  survey: surveyReply,
  links: z.array(z.strictObject({ placeTitle: z.string(), number: z.number(), path: z.string() })),
});
export const surveyForm = z.strictObject({
  title: z.string(),
  subject: z.string(),
  placeTitle: z.string(),
  until: z.string(),
  form: carried<Form>('The form to fill in.'),
  demo: z.boolean(),
});

export type OpenSurveyRequest = z.infer<typeof openSurveyRequest>;
export type SurveysReply = z.infer<typeof surveysReply>;
export type SurveyReply = z.infer<typeof surveyReply>;
export type OpenSurveyReply = z.infer<typeof openSurveyReply>;
export type SurveyForm = z.infer<typeof surveyForm>;
