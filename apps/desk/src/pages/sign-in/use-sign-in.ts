import type { Me, Problem, Reply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { become } from '../../app/become.ts';
import { client } from '../../app/client.ts';
import { useTaking } from '../../app/use-taking.ts';
import { takeLink } from './take-link.ts';

/** Signs in by name and password or by link, once by the link the page was opened with. */
export function useSignIn(): {
  signIn: (link: string) => Promise<void>;
  signInByPassword: (name: string, password: string) => Promise<void>;
  problem: Problem | undefined;
  busy: boolean;
} {
  const cache = useQueryClient();
  const { problem, busy, take } = useTaking();
  const enter = async (asked: Promise<Reply<Me>>) => {
    const reply = await take(asked);
    if (!reply.ok) return;
    become(cache, reply.value);
  };
  const signIn = (link: string) => enter(client.signIn(link));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const link = takeLink();
    if (link !== undefined) void signIn(link);
  }, []);
  return {
    signIn,
    signInByPassword: (name, password) => enter(client.signInByPassword(name, password)),
    problem,
    busy,
  };
}
