import type { MeetingCommandRequest, MeetingReply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';

/** Sends commands with the version the person saw; a second press is harmless. */
export function useMeetingCommand(meeting: Pick<MeetingReply, 'id' | 'kind' | 'version'>) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const { problem, busy, take } = useTaking();
  return {
    problem,
    busy,
    /** Whether it was taken. */
    send: async (command: MeetingCommandRequest['command'], words: string): Promise<boolean> => {
      const request = { version: meeting.version, command };
      const sent = await take(
        client.commandMeeting(meeting.kind, meeting.id, request, keyOf({ id: meeting.id, ...request })),
      );
      if (sent.ok) {
        void message.success(words);
        await cache.invalidateQueries({ queryKey: ['meetings'] });
      }
      return sent.ok;
    },
  };
}
