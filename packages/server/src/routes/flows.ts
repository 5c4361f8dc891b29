import { isWithin, levelOf, type Policy } from '@cebao/pack';
import { type OpenableFlow, openableFlows } from '../api/flows.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import { roleOf } from '../permissions.ts';
import type { Services } from '../services.ts';

export function flowRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/flows',
      tag: 'cases',
      summary: 'Flows the person may open a case of, with the places where.',
      access: 'signedIn',
      query: z.strictObject({ opens: z.literal('true').optional() }),
      reply: openableFlows,
    },
    ({ viewer }): OpenableFlow[] => {
      const instance = services.instance();
      const today = services.today();
      const found = new Map<string, OpenableFlow>();
      for (const assignment of viewer.person.assignments) {
        const role = roleOf(services, assignment);
        const policy = services.policies.newest(assignment.place);
        if (role === undefined || !policy.ok) continue;
        for (const flow of policy.value.flows) {
          const { opens } = flow;
          if (opens === undefined || !opens.actors.includes(role.actsFor)) continue;
          if ((flow.from !== undefined && today < flow.from) || (flow.until !== undefined && today > flow.until))
            continue;
          const places = instance.places
            .filter(({ path }) => levelOf(path) === opens.level && isWithin(path, assignment.place))
            .map(({ path, title }) => ({ path, title }));
          if (places.length === 0) continue;
          const first = firstStep(policy.value, flow.id);
          const known = found.get(flow.id);
          const merged = [
            ...(known?.places ?? []),
            ...places.filter(({ path }) => !known?.places.some((place) => place.path === path)),
          ];
          found.set(flow.id, {
            flow: flow.id,
            title: flow.title,
            firstStep: first.path,
            ...(first.form === undefined ? {} : { form: first.form }),
            region: known?.region ?? assignment.place,
            revision: policy.value.revision,
            places: merged,
            level: opens.level,
          });
        }
      }
      return [...found.values()];
    },
  );
}

/** The first step of a flow, inside its first stage when it has stages, with its form. */
function firstStep(policy: Policy, id: string, prefix = ''): { path: string; form?: string } {
  const step = policy.findFlow(id)?.steps[0];
  if (step === undefined) return { path: prefix };
  const carried = step.flows?.[0]?.flow;
  if (carried !== undefined) return firstStep(policy, carried, `${step.id}/`);
  return { path: prefix + step.id, ...(step.form === undefined ? {} : { form: step.form }) };
}
