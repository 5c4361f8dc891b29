import {
  type FiguresReply,
  figuresQuery,
  figuresReply,
  type IndicatorRecords,
  type IndicatorReply,
  type IndicatorsReply,
  indicatorQuery,
  indicatorRecords,
  indicatorRecordsQuery,
  indicatorReply,
  indicatorsQuery,
  indicatorsReply,
} from '../api/indicators.ts';
import { packId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import { figuresReplyOf, indicatorRecordsOf, indicatorReplyOf, indicatorsReplyOf } from '../indicator-desk.ts';
import type { Services } from '../services.ts';

export function indicatorRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });
  const shared = { tag: 'indicators', access: 'signedIn' } as const;

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/indicators',
      summary: 'The indicators of a place with all below it, over the lines that the person may see.',
      query: indicatorsQuery,
      reply: indicatorsReply,
    },
    ({ viewer, query }): Promise<IndicatorsReply> => indicatorsReplyOf(services, viewer, query),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/indicators/{id}',
      summary: 'An indicator, divided, with what sources report about the same thing.',
      params,
      query: indicatorQuery,
      reply: indicatorReply,
    },
    ({ viewer, params: { id }, query }): Promise<IndicatorReply> => indicatorReplyOf(services, viewer, id, query),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/indicators/{id}/records',
      summary: 'The lines that make the number of an indicator, page by page.',
      params,
      query: indicatorRecordsQuery,
      reply: indicatorRecords,
    },
    ({ viewer, params: { id }, query }): Promise<IndicatorRecords> => indicatorRecordsOf(services, viewer, id, query),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/figures',
      summary: 'What sources report about a place and below it, each figure with its day, document and sentence.',
      query: figuresQuery,
      reply: figuresReply,
    },
    ({ viewer, query }): FiguresReply => figuresReplyOf(services, viewer, query.place),
  );
}
