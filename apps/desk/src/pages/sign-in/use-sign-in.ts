import type { Me, Problem, Reply } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { become } from '../../app/become.ts';
import { client } from '../../app/client.ts';
import { takeLink } from './take-link.ts';

/** Signs in by name and password or by link, once by the link the page was opened with. */
export function useSignIn(): {
  signIn: (link: string) => Promise<void>;
  signInByPassword: (name: string, password: string) => Promise<void>;
  problem: Problem | undefined;
  busy: boolean;
} {
  const cache = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const take = async (asked: Promise<Reply<Me>>) => {
    setBusy(true);
    const reply = await asked;
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    setProblem(undefined);
    become(cache, reply.value);
  };
  const signIn = (link: string) => take(client.signIn(link));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const link = takeLink();
    if (link !== undefined) void signIn(link);
  }, []);
  return {
    signIn,
    signInByPassword: (name, password) => take(client.signInByPassword(name, password)),
    problem,
    busy,
  };
}
