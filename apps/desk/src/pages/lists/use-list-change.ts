import type { ListChangeRequest, PlaceListReply, Problem } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { listWords } from '../../messages/lists.zh-CN.ts';

/** Sends changes of one place's lists with the version the person saw; a second press is harmless. */
export function useListChange(reply: PlaceListReply) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  return {
    problem,
    busy,
    /** Whether it was taken. */
    send: async (command: ListChangeRequest['command']): Promise<boolean> => {
      setBusy(true);
      const request = { place: reply.place, command, version: reply.version };
      const answer = await client.changeList(reply.list, request, keyOf(request));
      setBusy(false);
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) {
        void message.success(listWords.actions.done);
        await cache.invalidateQueries({ queryKey: ['lists'] });
      }
      return answer.ok;
    },
  };
}
