import { recordId } from '../api/names.ts';
import { type SignatureRecord, signatureRecord, signaturesQuery } from '../api/signatures.ts';
import { z } from '../api/zod.ts';
import { loadVisibleCase } from '../case-desk.ts';
import type { Api } from '../endpoint.ts';
import type { Services } from '../services.ts';
import { signatureRecordOf } from '../signature-record.ts';

export function signatureRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/cases/{id}/signatures',
      tag: 'cases',
      summary: 'The record of the answers given to a step, as far as the person may see them.',
      access: 'signedIn',
      params: z.strictObject({ id: recordId }),
      query: signaturesQuery,
      reply: signatureRecord,
    },
    async ({ viewer, params, query }): Promise<SignatureRecord> =>
      signatureRecordOf(services, viewer, await loadVisibleCase(services, viewer, params.id), query.step),
  );
}
