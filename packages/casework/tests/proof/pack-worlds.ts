import type { JsonValue } from '@cebao/engine';
import { type Flow, LEVELS, type Person, type Policy, type Step } from '@cebao/pack';
import { type Draw, dayAfter, START, type World } from './world.ts';

type Data = Record<string, JsonValue>;
type Schema = Readonly<Record<string, JsonValue>>;

/** The place of a level in a region: the region itself, shortened or with places below it that have no meaning. */
export function placeAt(region: string, level: string): string {
  const parts = region.split('/');
  const depth = LEVELS.indexOf(level as (typeof LEVELS)[number]) + 1;
  const more = Array.from({ length: Math.max(0, depth - parts.length) }, (_, index) => `demo-${index}`);
  return [...parts, ...more].slice(0, depth).join('/');
}

/** Somebody for every role of a policy at a place, and for half of them somebody at another place too. */
export function castOf(policy: Policy, place: string): Person[] {
  const cut = (level: string | undefined) =>
    level === undefined
      ? place
      : place
          .split('/')
          .slice(0, LEVELS.indexOf(level as 'region') + 1)
          .join('/');
  const cast: Person[] = [];
  for (const { id, level, organisation } of policy.roles) {
    if (organisation)
      for (const name of ['org-1', 'org-2'])
        cast.push({ id: `${id}-${name}`, name: id, assignments: [{ role: id, place, organisation: name }] });
    else cast.push({ id, name: id, assignments: [{ role: id, place: cut(level) }] });
    const home = cut(level);
    if (!organisation && cast.length % 2 === 0 && home.includes('/'))
      cast.push({
        id: `${id}-elsewhere`,
        name: id,
        assignments: [{ role: id, place: `${home.slice(0, home.lastIndexOf('/'))}/elsewhere` }],
      });
  }
  return [...cast, { id: 'new', name: 'new', assignments: [] }];
}

/** A world of a flow that people open under a policy. */
export function packWorld(
  policy: Policy,
  flow: Flow,
  place = placeAt(policy.region, flow.opens?.level ?? 'region'),
): World {
  const schemaOf = ({ form }: Step): Schema =>
    ((form === undefined ? undefined : policy.findForm(form)?.schema) ?? {}) as Schema;
  return {
    name: `${policy.region} ${flow.id}`,
    flow: flow.id,
    place,
    policy,
    cast: castOf(policy, place),
    sure: false,
    roles: policy.roles as World['roles'],
    admin: policy.roles.find(({ may }) => may?.includes('administer'))?.id,
    fill: (step, _path, draw, good, person) => fillSchema(schemaOf(step), draw, good, person),
    amend(step, _path, before, draw) {
      const { properties = {} } = schemaOf(step) as { properties?: Record<string, Schema> };
      const free = Object.entries(properties).find(
        ([name, { type, format, oneOf, enum: choices }]) =>
          type === 'string' && format === undefined && !oneOf && !choices && before[name] !== undefined,
      );
      return free && { [free[0]]: `${String(before[free[0]]).slice(0, 5)}${draw(1000)}` };
    },
  };
}

/** Data as a schema allows it; `good` mostly takes the first of several choices, which is the one by which things go on. */
export function fillSchema(schema: Schema, draw: Draw, good: boolean, person?: Person): Data {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] };
  const data: Data = {};
  for (const [name, field] of Object.entries(properties)) {
    const needed = required.includes(name);
    if (!needed && draw(4) === 0) continue;
    const value = valueFor(field, draw, good, person);
    if (value !== undefined) data[name] = value;
  }
  return data;
}

function valueFor(field: Schema, draw: Draw, good: boolean, person?: Person): JsonValue | undefined {
  const choices =
    (field['oneOf'] as Schema[] | undefined)?.map((one) => one['const'] as JsonValue) ??
    (field['enum'] as JsonValue[] | undefined);
  if (field['const'] !== undefined) return field['const'];
  if (choices) return choices[good && draw(4) > 0 ? 0 : draw(choices.length)];
  const organisation = person?.assignments.find((held) => held.organisation !== undefined)?.organisation;
  if (field['x-organisation'] !== undefined) return organisation ?? 'org-1';
  const low = Number(field['minimum'] ?? field['exclusiveMinimum'] ?? 0);
  switch (field['type']) {
    case 'string':
      if (field['format'] === 'date') return dayAfter(START, -draw(9));
      if (field['format'] === 'month') return START.slice(0, 7);
      return `text ${draw(1000)}`.slice(0, Number(field['maxLength'] ?? 40));
    case 'integer':
    case 'number': {
      const value = low + 1 + draw(good ? 20 : 200_000);
      return Math.min(Number(field['maximum'] ?? value), value);
    }
    case 'boolean':
      return good ? draw(5) > 0 : draw(2) === 0;
    case 'array': {
      const items = (field['items'] ?? {}) as Schema;
      const size = Math.max(Number(field['minItems'] ?? 0), 1 + draw(2));
      const all = Array.from({ length: size }, () =>
        items['type'] === 'object' ? fillSchema(items, draw, good, person) : valueFor(items, draw, good, person),
      ).filter((one) => one !== undefined);
      return field['uniqueItems'] ? [...new Map(all.map((one) => [JSON.stringify(one), one])).values()] : all;
    }
    case 'object':
      return fillSchema(field, draw, good, person);
    default:
      return undefined;
  }
}
