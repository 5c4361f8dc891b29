import type { AnswerRequest, ReportReply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';

export type Answer = Pick<AnswerRequest, 'values' | 'reasons' | 'file' | 'reason'>;

/** Sends answers with the version the person saw; a second press is harmless. */
export function useReportAnswer(reply: ReportReply) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const { problem, busy, take } = useTaking();
  return {
    problem,
    busy,
    /** Whether it was taken. */
    send: async (answer: Answer): Promise<boolean> => {
      const request = { place: reply.place, period: reply.period, version: reply.version, ...answer };
      const sent = await take(client.answerReport(reply.id, request, keyOf({ report: reply.id, ...request })));
      if (sent.ok) {
        void message.success(answer.file ? words.report.filedDone : words.report.saved);
        await cache.invalidateQueries({ queryKey: ['reports'] });
      }
      return sent.ok;
    },
  };
}
