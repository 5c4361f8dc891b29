import { TASK_EVENTS } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from './query.ts';

/**
 * Keeps the task list of a person fresh while it is shown: the service tells when it is another one. Without that (an
 * old browser, a proxy that holds streams back, too many windows) the list is asked for as it always was.
 */
export function useTaskEvents(person: string): void {
  const queryClient = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person is another session, and another stream.
  useEffect(() => {
    if (typeof EventSource === 'undefined') return undefined;
    const events = new EventSource(TASK_EVENTS);
    events.addEventListener('tasks', () => {
      void queryClient.invalidateQueries({ queryKey: queries.tasks.queryKey });
    });
    return () => events.close();
  }, [person, queryClient]);
}
