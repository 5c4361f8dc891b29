import { isWithin, type Policy } from '@cebao/pack';
import { client } from '../client.ts';
import { useReply } from '../use-reply.ts';

/** Names of the known people whose roles let them draft or publish for this region, with their role. */
export function useNamesWhoMay(policy: Policy, may: 'draft' | 'publish'): string[] {
  const people = useReply(['people'], () => client.people());
  const region = policy.layered.layers.at(-1)?.region ?? policy.region;
  return (people.value ?? []).flatMap(({ name, assignments }) => {
    const held = assignments.find(
      ({ role, place }) => isWithin(region, place) && policy.findRole(role)?.may?.includes(may),
    );
    return held ? [`${name} ${held.roleTitle}`] : [];
  });
}
