import type { Problem, Reply } from '@cebao/server/client';
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';

/** A problem of the service as something a query can fail with. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The value of a reply, or its problem thrown for the query. */
export async function valueOf<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value;
}

/** Only a lost connection is worth asking again; what the service refused it will refuse again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (times, error) => times < 2 && error instanceof ProblemError && error.problem.code === 'unreachable',
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export const queries = {
  health: queryOptions({ queryKey: ['health'], queryFn: () => valueOf(client.health()), staleTime: Infinity }),
  /** The person signed in; null when nobody is. */
  me: queryOptions({
    queryKey: ['me'],
    queryFn: async () => {
      const reply = await client.me();
      if (reply.ok) return reply.value;
      if (reply.problem.status === 401) return null;
      throw new ProblemError(reply.problem);
    },
    staleTime: 60_000,
  }),
  people: queryOptions({ queryKey: ['people'], queryFn: () => valueOf(client.people()) }),
  tour: queryOptions({ queryKey: ['tour'], queryFn: () => valueOf(client.tour()), staleTime: Infinity }),
  tasks: queryOptions({ queryKey: ['tasks'], queryFn: () => valueOf(client.tasks()), staleTime: 0 }),
  flows: queryOptions({ queryKey: ['flows'], queryFn: () => valueOf(client.flows()) }),
  case: (id: string) => queryOptions({ queryKey: ['case', id], queryFn: () => valueOf(client.case(id)), staleTime: 0 }),
  organisations: queryOptions({
    queryKey: ['organisations'],
    queryFn: () => valueOf(client.organisations()),
    staleTime: 60_000,
  }),
  regions: queryOptions({ queryKey: ['regions'], queryFn: () => valueOf(client.regions()), staleTime: 60_000 }),
  registers: queryOptions({ queryKey: ['registers'], queryFn: () => valueOf(client.registers()) }),
  register: (id: string, query: { place?: string; at?: string; all?: 'true' } = {}) =>
    queryOptions({ queryKey: ['register', id, query], queryFn: () => valueOf(client.register(id, query)) }),
  record: (id: string, record: string) =>
    queryOptions({ queryKey: ['record', id, record], queryFn: () => valueOf(client.record(id, record)), staleTime: 0 }),
  accounts: queryOptions({ queryKey: ['accounts'], queryFn: () => valueOf(client.accounts()), staleTime: 0 }),
  statement: (id: string, place: string, month?: string) =>
    queryOptions({
      queryKey: ['accounts', id, place, month ?? ''],
      queryFn: () => valueOf(client.statement(id, { place, ...(month === undefined ? {} : { month }) })),
      staleTime: 0,
    }),
  signatures: (id: string, step: string) =>
    queryOptions({
      queryKey: ['print', id, 'signatures', step],
      queryFn: () => valueOf(client.signatures(id, step)),
      staleTime: 0,
    }),
  print: (id: string, print: string) =>
    queryOptions({ queryKey: ['print', id, print], queryFn: () => valueOf(client.print(id, print)), staleTime: 0 }),
};
