import type { ListChangeRequest, PlaceListReply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { listWords } from '../../messages/lists.zh-CN.ts';

/** Sends changes of one place's lists with the version the person saw; a second press is harmless. */
export function useListChange(reply: PlaceListReply) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const { problem, busy, take } = useTaking();
  return {
    problem,
    busy,
    /** Whether it was taken. */
    send: async (command: ListChangeRequest['command']): Promise<boolean> => {
      const request = { place: reply.place, command, version: reply.version };
      const answer = await take(client.changeList(reply.list, request, keyOf(request)));
      if (answer.ok) {
        void message.success(listWords.actions.done);
        await cache.invalidateQueries({ queryKey: ['lists'] });
      }
      return answer.ok;
    },
  };
}
