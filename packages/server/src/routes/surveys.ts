import type { JsonValue } from '@cebao/engine';
import { recordId } from '../api/names.ts';
import {
  anonymousAnswerRequest,
  answerSurveyRequest,
  type OpenSurveyReply,
  type OpenSurveyRequest,
  openSurveyReply,
  openSurveyRequest,
  type SurveyForm,
  type SurveyReply,
  type SurveysReply,
  surveyForm,
  surveyReply,
  surveysReply,
  surveyTokenRequest,
} from '../api/surveys.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import type { Services } from '../services.ts';
import {
  answerByLink,
  answerByName,
  closeSurvey,
  openSurvey,
  surveyFormOf,
  surveyReplyOf,
  surveysReplyOf,
} from '../survey-desk.ts';

export function surveyRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: recordId });
  const shared = { tag: 'surveys', access: 'signedIn' } as const;

  api.add(
    { ...shared, method: 'get', path: '/surveys', summary: 'Surveys the person may read.', reply: surveysReply },
    ({ viewer }): Promise<SurveysReply> => surveysReplyOf(services, viewer),
  );
  api.add(
    {
      ...shared,
      method: 'post',
      path: '/surveys',
      summary: 'Opens a survey: draws the sample and gives out the links, once.',
      body: openSurveyRequest,
      reply: openSurveyReply,
      status: 201,
    },
    ({ viewer, body }): Promise<OpenSurveyReply> => openSurvey(services, viewer, body as OpenSurveyRequest),
  );
  api.add(
    {
      ...shared,
      method: 'get',
      path: '/surveys/{id}',
      summary: 'A survey; once it is closed with each side, how many answered, and what the decisions say.',
      params,
      reply: surveyReply,
    },
    ({ viewer, params: { id } }): Promise<SurveyReply> => surveyReplyOf(services, viewer, id),
  );
  api.add(
    {
      ...shared,
      method: 'post',
      path: '/surveys/{id}/answers',
      summary: 'Answers for a body, in its name.',
      params,
      body: answerSurveyRequest,
      reply: surveyReply,
    },
    ({ viewer, params: { id }, body }): Promise<SurveyReply> =>
      answerByName(services, viewer, id, body.side, body.data as Record<string, JsonValue>),
  );
  api.add(
    {
      ...shared,
      method: 'post',
      path: '/surveys/{id}/close',
      summary: 'Ends a survey; links that were not used are void.',
      params,
      body: z.strictObject({}),
      reply: surveyReply,
    },
    ({ viewer, params: { id } }): Promise<SurveyReply> => closeSurvey(services, viewer, id),
  );
  api.add(
    {
      method: 'post',
      path: '/survey-answers/form',
      tag: 'surveys',
      summary: 'What a link asks. Without an account.',
      access: 'anyone',
      rate: 'questions',
      body: surveyTokenRequest,
      reply: surveyForm,
    },
    ({ body }): Promise<SurveyForm> => surveyFormOf(services, body.token),
  );
  api.add(
    {
      method: 'post',
      path: '/survey-answers',
      tag: 'surveys',
      summary: 'Answers without a name; the link works once.',
      access: 'anyone',
      rate: 'questions',
      body: anonymousAnswerRequest,
      status: 204,
    },
    ({ body }): Promise<void> => answerByLink(services, body.token, body.data as Record<string, JsonValue>),
  );
}
