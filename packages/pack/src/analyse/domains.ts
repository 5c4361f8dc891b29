import type { JsonValue } from '@cebao/engine';
import { canonical, type Domain } from '@cebao/engine/analysis';
import { isMoney } from '../facts.ts';
import type { Decision, FactSpec } from '../format.ts';

/** What well-formed facts of a decision can be. */
export function domainsOf(decision: Decision): Record<string, Domain> {
  return Object.fromEntries(Object.entries(decision.facts).map(([name, spec]) => [name, domainOf(spec)]));
}

/** What a fact can be when it is well-formed. */
export function domainOf(spec: FactSpec): Domain {
  const isAsked = spec.required === true && spec.requiredUnless === undefined;
  const optional = !isAsked ? 'absent' : spec.nullable ? 'null' : undefined;
  return {
    type: typeOf(spec),
    ...(optional ? { optional } : {}),
    ...(spec.enum ? { values: spec.enum } : {}),
    ...(spec.open ? { open: true } : {}),
    ...(spec.min === undefined ? {} : { min: spec.min }),
    ...(spec.max === undefined ? {} : { max: spec.max }),
    ...(spec.items ? { items: domainOf({ title: '', required: true, ...spec.items } as FactSpec) } : {}),
    ...(spec.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(spec.properties).map(([name, inner]) => [name, domainOf(inner)]),
          ),
        }
      : {}),
  };
}

/** What two declarations of a fact allow together, and which paths of it are declared differently. */
export interface JointDomain {
  readonly domain: Domain;
  readonly changed: readonly string[];
  /** Paths whose declarations have nothing in common: what is said of them is not compared. */
  readonly leftOut: readonly string[];
}

/**
 * The facts that at least one of two declarations takes, and those that they refuse: absent, outside of lists and
 * bounds. A declaration that is not there takes nothing.
 */
export function jointDomain(path: string, a: FactSpec | undefined, b: FactSpec | undefined): JointDomain {
  const one = (a ?? b) as FactSpec;
  if (a && b && bearing(a) === bearing(b)) return { domain: domainOf(one), changed: [], leftOut: [] };
  const other = b ?? one;
  const types = [typeOf(one), typeOf(other)] as const;
  const isNumeric = types.every((each) => each === 'number' || each === 'money' || each === 'integer');
  const [type] = types;
  const fails = { domain: domainOf(one), changed: [], leftOut: [path] };
  if (types[0] !== types[1] && !isNumeric) return fails;
  if (type === 'object') return jointObject(path, one, other);
  const isNull = one.nullable === true && other.nullable === true && one.required === true && other.required === true;
  const optional = isNull ? ('null' as const) : ('absent' as const);
  if (type === 'list') {
    const items = one.items && other.items ? jointDomain(`${path}.`, itemOf(one), itemOf(other)) : undefined;
    if (!items) return fails;
    const isListed =
      items.changed.every((each) => each === `${path}.`) &&
      items.domain.values !== undefined &&
      one.items?.open === other.items?.open;
    return {
      domain: { type, optional, items: { ...items.domain, optional: undefined } },
      changed: [path],
      leftOut: items.leftOut.length > 0 || (items.changed.length > 0 && !isListed) ? [path] : [],
    };
  }
  const values = [...new Set([...(one.enum ?? []), ...(other.enum ?? [])])];
  return {
    domain: {
      type: types.includes('number') ? 'number' : types.includes('money') ? 'money' : type,
      optional,
      ...(values.length > 0 ? { values, open: true } : {}),
    },
    changed: [path],
    leftOut: types[0] !== types[1] ? [path] : [],
  };
}

function jointObject(path: string, one: FactSpec, other: FactSpec): JointDomain {
  if (!one.properties || !other.properties) return { domain: domainOf(one), changed: [], leftOut: [path] };
  const names = [...new Set([...Object.keys(one.properties), ...Object.keys(other.properties)])];
  const inner = names.map(
    (name) => [name, jointDomain(`${path}.${name}`, one.properties?.[name], other.properties?.[name])] as const,
  );
  const strange = names.filter((name) => !one.properties?.[name] || !other.properties?.[name]);
  const isSame = one.required === other.required && one.nullable === other.nullable;
  const { optional } = domainOf(one);
  return {
    domain: {
      type: 'object',
      ...(isSame ? (optional ? { optional } : {}) : { optional: 'absent' }),
      properties: Object.fromEntries(inner.map(([name, { domain }]) => [name, domain])),
    },
    changed: [...(isSame ? [] : [path]), ...inner.flatMap(([, { changed }]) => changed)],
    leftOut: [...strange.map((name) => `${path}.${name}`), ...inner.flatMap(([, { leftOut }]) => leftOut)],
  };
}

function itemOf(spec: FactSpec): FactSpec {
  return { title: '', required: true, ...spec.items } as FactSpec;
}

/** What of a declaration bears on answers, as text: not its words. */
function bearing(spec: FactSpec): string {
  return canonical(
    JSON.parse(
      JSON.stringify(spec, (name, value: unknown) =>
        name === 'title' || name === 'labels' || name === 'unread' || name === 'advise' ? undefined : value,
      ),
    ) as JsonValue,
  );
}

function typeOf(spec: FactSpec): Domain['type'] {
  switch (spec.type) {
    case 'string':
      return 'text';
    case 'array':
      return 'list';
    case 'number':
      return isMoney(spec) ? 'money' : 'number';
    default:
      return spec.type;
  }
}
