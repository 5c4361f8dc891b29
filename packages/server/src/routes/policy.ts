import type { JsonValue } from '@cebao/engine';
import { type Flow, isCivilDate, isWithin, levelOf, type Policy } from '@cebao/pack';
import {
  type CatalogueRow,
  catalogue,
  catalogueQuery,
  type PolicyReply,
  policyQuery,
  policyReply,
  type RegionRow,
  regionList,
} from '../api/policy.ts';
import type { Api } from '../endpoint.ts';
import { Refusal } from '../problem.ts';
import { refuseIssues } from '../refuse-issues.ts';
import type { Services } from '../services.ts';

export function policyRoutes(api: Api, services: Services): void {
  const newest = (region: string): Policy => {
    const policy = services.policies.newest(region);
    if (!policy.ok) throw refuseIssues(policy.issues);
    return policy.value;
  };

  api.add(
    {
      method: 'get',
      path: '/policy',
      tag: 'policy',
      summary: 'The layered pack of a region, newest or by revision, for the evaluator in the browser.',
      access: 'anyone',
      rate: 'questions',
      query: policyQuery,
      reply: policyReply,
    },
    async ({ c, query }): Promise<PolicyReply | Response> => {
      const policy =
        query.revision === undefined
          ? newest(query.region)
          : await services.policies.ofRevision(query.revision, query.region);
      if (policy === undefined)
        throw new Refusal(404, 'unknownRevision', { params: { revision: query.revision ?? '' } });
      const tag = `"${policy.revision}"`;
      c.header('etag', tag);
      c.header('cache-control', 'no-cache');
      if (c.req.header('if-none-match') === tag) return c.body(null, 304);
      return {
        region: query.region,
        revision: policy.revision,
        layered: policy.layered,
        elsewhere: services.policies.everyDecision(),
      };
    },
  );

  api.add(
    {
      method: 'get',
      path: '/regions',
      tag: 'policy',
      summary: 'Regions with packs and the places these name.',
      access: 'anyone',
      reply: regionList,
    },
    (): RegionRow[] => {
      const rows = new Map<string, RegionRow>();
      for (const pack of services.policies.packs()) {
        for (const { path, title } of pack.places) rows.set(path, { path, title, level: levelOf(path), pack: false });
      }
      for (const { manifest } of services.policies.packs()) {
        rows.set(manifest.region, {
          path: manifest.region,
          title: rows.get(manifest.region)?.title ?? manifest.title,
          level: levelOf(manifest.region),
          pack: true,
        });
      }
      return [...rows.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  );

  api.add(
    {
      method: 'get',
      path: '/catalogue',
      tag: 'policy',
      summary: 'The questions that the rules of a region answer.',
      access: 'anyone',
      rate: 'questions',
      query: catalogueQuery,
      reply: catalogue,
    },
    ({ query }): CatalogueRow[] => {
      const at = query.at;
      if (at !== undefined && !isCivilDate(at))
        throw refuseIssues([{ code: 'malformedDate', path: '/at', params: { found: at } }]);
      const policy = newest(query.region);
      const examples = services.policies
        .packs()
        .filter((pack) => isWithin(query.region, pack.manifest.region))
        .flatMap((pack) => pack.examples);
      return policy.decisions
        .filter(
          ({ from, until }) =>
            at === undefined || ((from === undefined || from <= at) && (until === undefined || at <= until)),
        )
        .map(
          (decision): CatalogueRow => ({
            decision: decision.id,
            title: decision.title,
            question: decision.question,
            asks: decision.asks,
            facts: decision.facts,
            params: paramsRead([decision, decision.flow === undefined ? undefined : policy.findFlow(decision.flow)]),
            sources: decision.sources.map(({ source, quote }) => {
              const known = policy.layered.sources[source]?.item;
              return {
                source,
                title: known?.title ?? source,
                quote,
                policy: known?.policy ? `${known.policy.title} ${known.policy.number}` : null,
              };
            }),
            examples: examples
              .filter((example) => example.decision === decision.id && example.packOverride === undefined)
              .map(({ id, title, region, at, facts }) => ({
                id,
                title,
                region,
                at,
                facts: facts as Record<string, JsonValue>,
              })),
          }),
        );
    },
  );
}

/** Ids of the params an item's expressions read: every `{ "param": id }` in it. */
function paramsRead(items: readonly (object | Flow | undefined)[]): string[] {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'param' && typeof value === 'string') found.add(value);
        else walk(value);
      }
    }
  };
  items.forEach(walk);
  return [...found].sort();
}
