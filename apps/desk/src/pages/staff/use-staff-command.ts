import type { Reply, StaffReply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { queries } from '../../app/query.ts';
import { useTaking } from '../../app/use-taking.ts';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { staffQuery } from './staff-query.ts';

/** Sends something about posts, and shows what came of it everywhere. */
export function useStaffCommand() {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const { problem, busy, take, forget } = useTaking();
  const send = async (what: () => Promise<Reply<StaffReply>>): Promise<boolean> => {
    const reply = await take(what());
    if (!reply.ok) return false;
    cache.setQueryData(staffQuery.queryKey, reply.value);
    for (const queryKey of [queries.me.queryKey, queries.tasks.queryKey, ['case']])
      void cache.invalidateQueries({ queryKey });
    void message.success(flowWords.staff.saved);
    return true;
  };
  return { problem, busy, send, forget };
}
