import type { Me } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { queries } from './query.ts';

/** The person signed in. Only below the sign-in gate. */
export function useMe(): Me {
  const { data } = useQuery(queries.me);
  if (!data) throw new Error('useMe below the sign-in gate only');
  return data;
}

/** Whether this is a demo instance: known before anybody signs in. */
export function useDemo(): boolean {
  const { data } = useQuery(queries.health);
  return data?.demo ?? false;
}
