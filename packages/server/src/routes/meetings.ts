import type { Context } from 'hono';
import {
  meetingBodyReply as bodyReply,
  type CallMeetingRequest,
  callMeetingRequest,
  type MeetingBodyReply,
  type MeetingBodyRow,
  type MeetingCommandRequest,
  type MeetingReply,
  type MeetingTask,
  meetingBodies,
  meetingCommandRequest,
  meetingPlaceQuery,
  meetingReply,
  meetingTasks,
} from '../api/meetings.ts';
import { packId, recordId } from '../api/names.ts';
import { type PrintReply, printReply } from '../api/prints.ts';
import { z } from '../api/zod.ts';
import { printDocument } from '../docx.ts';
import type { Api } from '../endpoint.ts';
import {
  callMeeting,
  commandMeeting,
  meetingBodyReply,
  meetingReplyOf,
  meetingRows,
  meetingTasksOf,
} from '../meeting-desk.ts';
import { minutesPrint } from '../minutes-print.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';
import { attachmentHeader } from './attachments.ts';
import { DOCX } from './prints.ts';

const KEY = { 'idempotency-key': 'A key of the client: the same request with the same key is done once.' };

export function meetingRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });
  const ofMeeting = z.strictObject({ id: packId, meeting: recordId });
  const shared = { tag: 'meetings', access: 'signedIn' } as const;

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/meetings',
      summary: 'The bodies that meet: when each is due, what was called, how many resolutions are open.',
      reply: meetingBodies,
    },
    ({ viewer }): Promise<MeetingBodyRow[]> => meetingRows(services, viewer),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/meetings/{id}',
      summary: 'A body at a place: its members, whose turn it is to chair, when it is due, its meetings.',
      params,
      query: meetingPlaceQuery,
      reply: bodyReply,
    },
    ({ viewer, params: { id }, query: { place } }): Promise<MeetingBodyReply> =>
      meetingBodyReply(services, viewer, id, place),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/meetings/{id}/held',
      summary: 'Calls a meeting, or enters one that took place.',
      params,
      body: callMeetingRequest,
      reply: meetingReply,
      status: 201,
      headers: KEY,
    },
    ({ c, viewer, params: { id }, body }): Promise<MeetingReply> =>
      callMeeting(services, viewer, id, body as CallMeetingRequest, keyOf(c)),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/meetings/{id}/held/{meeting}',
      summary: 'A meeting: agenda, attendance, resolutions with what became of them, corrections.',
      params: ofMeeting,
      reply: meetingReply,
    },
    ({ viewer, params: { id, meeting } }): Promise<MeetingReply> => meetingReplyOf(services, viewer, id, meeting),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/meetings/{id}/held/{meeting}/commands',
      summary:
        'Changes or calls off a meeting, keeps its minutes, corrects them, or tells what became of a resolution.',
      params: ofMeeting,
      body: meetingCommandRequest,
      reply: meetingReply,
      headers: KEY,
    },
    ({ c, viewer, params: { id, meeting }, body }): Promise<MeetingReply> =>
      commandMeeting(services, viewer, id, meeting, body as MeetingCommandRequest, keyOf(c)),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/meetings/{id}/held/{meeting}/minutes.docx',
      summary: 'The minutes as a Word file.',
      params: ofMeeting,
      file: DOCX,
    },
    async ({ c, viewer, params: { id, meeting } }) => {
      const print = await minutesPrint(services, viewer, id, meeting);
      const bytes = await printDocument(print);
      c.header('content-type', DOCX);
      c.header('content-disposition', attachmentHeader(`${print.title}-${print.caseTitle}.docx`));
      return c.body(new Uint8Array(bytes));
    },
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/meetings/{id}/held/{meeting}/minutes',
      summary: 'The minutes of a meeting, to sign.',
      params: ofMeeting,
      reply: printReply,
    },
    ({ viewer, params: { id, meeting } }): Promise<PrintReply> => minutesPrint(services, viewer, id, meeting),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/meeting-tasks',
      summary: 'Resolutions that wait for the person, the earliest first.',
      reply: meetingTasks,
    },
    ({ viewer }): Promise<MeetingTask[]> => meetingTasksOf(services, viewer),
  );
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'keyRequired');
  return key;
}
