import type { Problem, Reply } from '@cebao/server/client';
import { useState } from 'react';

/** A request under way: whether it is, what stood against the last one, and how to send one. */
export interface Taking {
  /** Waits for the answer of the service, and keeps its problem if there is one. */
  take<T>(asked: Promise<Reply<T>>): Promise<Reply<T>>;
  readonly problem: Problem | undefined;
  readonly busy: boolean;
  forget(): void;
}

/** What every form and button that asks the service for something keeps in mind. */
export function useTaking(): Taking {
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  return {
    problem,
    busy,
    forget: () => setProblem(undefined),
    take: async (asked) => {
      setBusy(true);
      const reply = await asked;
      setBusy(false);
      setProblem(reply.ok ? undefined : reply.problem);
      return reply;
    },
  };
}
