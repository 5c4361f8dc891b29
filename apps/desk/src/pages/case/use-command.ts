import type { CaseCommand, CaseReply, Preview, Problem } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { messages } from '../../messages/zh-CN.ts';

/** Sends commands of one case, and keeps the problem of the last one. */
export interface Commander {
  /** The case afterwards, or undefined when it was refused. */
  send(command: CaseCommand, preview?: Preview): Promise<CaseReply | undefined>;
  readonly problem: Problem | undefined;
  readonly busy: boolean;
  forget(): void;
}

/** Commands carry the version of the case that the person sees, and a key that makes a second press harmless. */
export function useCommand(reply: CaseReply): Commander {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const { problem, busy, take, forget } = useTaking();
  return {
    problem,
    busy,
    forget,
    send: async (command, preview) => {
      const request = { command, version: reply.version, ...(preview ? { preview } : {}) };
      const answer = await take(client.command(reply.id, request, keyOf([reply.id, request])));
      if (!answer.ok) return undefined;
      void message.success(messages.done[command.type]);
      cache.setQueryData(queries.case(reply.id).queryKey, answer.value);
      for (const name of ['tasks', 'cases', 'register', 'registers', 'print'])
        void cache.invalidateQueries({ queryKey: [name] });
      return answer.value;
    },
  };
}
