import type { Problem } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { become } from '../app/become.ts';
import { client } from '../app/client.ts';
import { useMe } from '../app/session.ts';
import { forgetDrafts } from '../app/use-draft.ts';
import { changeTour, useTour } from './tour-state.ts';
import type { Act } from './tour-stop.ts';

/** Name of the phone-wide window; it shows no tour of its own. */
export const PHONE = 'cebao-phone';

/** Leads to an act of the tour: becomes its person, and opens its page with everything filled in. */
export function useGuide(): {
  lead: (act: Act) => Promise<void>;
  reset: () => Promise<boolean>;
  problem: Problem | undefined;
  busy: boolean;
} {
  const me = useMe();
  const tour = useTour();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  const follow = async ({ go, fill }: Act): Promise<Problem | undefined> => {
    switch (go.page) {
      case 'tasks':
        await navigate({ to: '/' });
        return undefined;
      case 'policy': {
        const { page: _, ...search } = go;
        await navigate({ to: '/policy', search });
        return undefined;
      }
      case 'register':
        await navigate({ to: '/registers/$id', params: { id: go.id } });
        return undefined;
      case 'task': {
        const tasks = await client.tasks();
        if (!tasks.ok) return tasks.problem;
        const task = tasks.value.find(({ step }) => step === go.step);
        if (!task) {
          await navigate({ to: '/' });
          return undefined;
        }
        forgetDrafts(task.caseId);
        changeTour({
          caseId: task.caseId,
          fill: { step: task.step, ...(go.dialog === undefined ? {} : { dialog: go.dialog }), ...fill },
        });
        await navigate({ to: '/cases/$id', params: { id: task.caseId }, search: { step: task.step } });
        return undefined;
      }
      case 'phone':
        window.open(tour.caseId === undefined ? '/' : `/cases/${tour.caseId}`, PHONE, 'popup,width=390,height=844');
        return undefined;
      case 'print':
        if (tour.caseId !== undefined)
          await navigate({ to: '/cases/$id/prints/$print', params: { id: tour.caseId, print: go.print } });
        else await navigate({ to: '/cases' });
        return undefined;
      case 'draft': {
        const reply = await client.createDraft(go.draft);
        await navigate({ to: '/policy', search: go.see });
        return reply.ok ? undefined : reply.problem;
      }
      case 'publish': {
        const drafts = await client.drafts();
        if (!drafts.ok) return drafts.problem;
        const draft = drafts.value.find(({ param, state }) => param === go.draft.param && state === 'draft');
        if (!draft) return undefined;
        const reply = await client.publishDraft(draft.id);
        if (reply.ok) await cache.invalidateQueries({ queryKey: ['policy'] });
        await navigate({ to: '/policy', search: go.see });
        return reply.ok ? undefined : reply.problem;
      }
    }
  };

  return {
    problem,
    busy,
    lead: async (act) => {
      setBusy(true);
      changeTour({ fill: undefined });
      const switched = act.person === me.person.id ? undefined : await client.switchPerson(act.person);
      if (switched?.ok) become(cache, switched.value);
      setProblem(switched && !switched.ok ? switched.problem : await follow(act));
      setBusy(false);
    },
    reset: async () => {
      setBusy(true);
      const made = await client.resetDemo();
      const again = made.ok ? await client.signIn(linkIn(made.value.link)) : made;
      setBusy(false);
      setProblem(again.ok ? undefined : again.problem);
      if (!again.ok) return false;
      forgetDrafts('');
      changeTour({ on: true, act: 0, caseId: undefined, fill: undefined });
      await navigate({ to: '/' });
      become(cache, again.value);
      await cache.invalidateQueries({ queryKey: ['policy'] });
      return true;
    },
  };
}

/** The code in a link, whether it comes as an address or bare. */
function linkIn(link: string): string {
  return link.includes('link=') ? decodeURIComponent(link.slice(link.indexOf('link=') + 5)) : link;
}
