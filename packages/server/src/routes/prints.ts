import { fillPrint, seesWhole, viewCase } from '@cebao/casework';
import { recordId } from '../api/names.ts';
import { type PrintReply, printReply } from '../api/prints.ts';
import { z } from '../api/zod.ts';
import { fillOptions, loadVisibleCase } from '../case-desk.ts';
import { printDocument } from '../docx.ts';
import type { Api } from '../endpoint.ts';
import { messages } from '../messages/zh-CN.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';
import { attachmentHeader } from './attachments.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function printRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: recordId, print: z.string().min(1).max(120) });

  const read = async (viewer: Viewer, id: string, printId: string): Promise<PrintReply> => {
    const loaded = await loadVisibleCase(services, viewer, id);
    const { state, policy } = loaded;
    if (!seesWhole(policy, state, viewer.person)) throw new Refusal(404, 'unknownPrint');
    const options = await fillOptions(services, loaded);
    const print = fillPrint(policy, state, printId, options);
    if (print === undefined) throw new Refusal(404, 'unknownPrint');
    const view = viewCase(policy, state, undefined, options);
    const titles = view.ok ? view.value.titles : {};
    if (!print.ready)
      throw new Refusal(409, 'printNotReady', {
        params: { title: print.title, step: titles[print.after] ?? print.after },
      });
    const { demo } = services.store.settings;
    const flow = policy.findFlow(state.flow);
    const withheld = demo && flow?.visibility !== undefined;
    return {
      id: print.id,
      title: print.title,
      place: services.instance().titleOf(state.place),
      caseTitle: withheld ? (flow?.title ?? state.flow) : state.title,
      rows: print.rows.map(({ label, text }) => ({ label, text: withheld ? messages.papers.withheld : text })),
      signatures: print.signatures.map(({ label, stamp }) => ({ label, stamp })),
      ...(print.note === undefined ? {} : { note: print.note }),
      printedOn: services.today(),
      demo,
    };
  };

  api.add(
    {
      method: 'get',
      path: '/cases/{id}/prints/{print}.docx',
      tag: 'cases',
      summary: 'A paper of a case as a Word file.',
      access: 'signedIn',
      params,
      file: DOCX,
    },
    async ({ c, viewer, params: { id, print } }) => {
      const reply = await read(viewer, id, print);
      const bytes = await printDocument(reply);
      c.header('content-type', DOCX);
      c.header('content-disposition', attachmentHeader(`${reply.title}-${reply.caseTitle}.docx`));
      return c.body(new Uint8Array(bytes));
    },
  );

  api.add(
    {
      method: 'get',
      path: '/cases/{id}/prints/{print}',
      tag: 'cases',
      summary: 'A paper of a case, filled, to sign and stamp.',
      access: 'signedIn',
      params,
      reply: printReply,
    },
    ({ viewer, params: { id, print } }): Promise<PrintReply> => read(viewer, id, print),
  );
}
