import type { Issue, JsonValue, Result } from '@cebao/engine';
import { nearestName } from '@cebao/engine';
import type { PackOverride } from '@cebao/pack';
import { kindOf } from './kind-of.ts';
import type { LineId } from './line-id.ts';
import { messages } from './messages/zh-CN.ts';

/** A question as the batch takes it. */
export interface BatchQuestion {
  readonly region: string;
  readonly at: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly packOverride?: PackOverride;
}

const KNOWN = ['id', 'region', 'at', 'decision', 'facts', 'packOverride'];

/** Checks the shape of a question, all issues at once; the id comes back whenever it can be read. */
export function readQuestion(json: JsonValue): { readonly id: LineId; readonly read: Result<BatchQuestion> } {
  if (!isObject(json)) return { id: null, read: { ok: false, issues: [wrongType('', 'object', json)] } };
  const issues: Issue[] = [];
  const { id: given, region, at, decision, facts, packOverride } = json;
  const id = typeof given === 'string' || typeof given === 'number' ? given : null;
  if (given === undefined) issues.push(missingKey('id', 'text'));
  else if (id === null) issues.push(wrongType('/id', 'text', given));
  for (const [name, value] of Object.entries({ region, at, decision })) {
    if (value === undefined) issues.push(missingKey(name, 'string'));
    else if (typeof value !== 'string') issues.push(wrongType(`/${name}`, 'string', value));
  }
  if (facts === undefined) issues.push(missingKey('facts', 'object'));
  else if (!isObject(facts)) issues.push(wrongType('/facts', 'object', facts));
  if (packOverride !== undefined) issues.push(...overrideIssues(packOverride));
  for (const name of Object.keys(json)) {
    if (!KNOWN.includes(name))
      issues.push({
        code: 'unknownKey',
        path: `/${escaped(name)}`,
        params: { name, suggestion: nearestName(name, KNOWN) ?? null },
      });
  }
  if (issues.length > 0) return { id, read: { ok: false, issues } };
  return {
    id,
    read: {
      ok: true,
      value: {
        region: region as string,
        at: at as string,
        decision: decision as string,
        facts: facts as Record<string, JsonValue>,
        ...(packOverride === undefined
          ? {}
          : { packOverride: packOverride as Record<string, Record<string, JsonValue>> }),
      },
    },
  };
}

/** What is wrong with the shape of an override: regions, each with params. */
export function overrideIssues(override: JsonValue): Issue[] {
  if (!isObject(override)) return [wrongType('/packOverride', 'object', override)];
  return Object.entries(override).flatMap(([region, params]) =>
    isObject(params) ? [] : [wrongType(`/packOverride/${escaped(region)}`, 'object', params)],
  );
}

function missingKey(name: string, expected: string): Issue {
  return { code: 'missingKey', path: `/${name}`, params: { name, expected: messages.kinds[expected] ?? expected } };
}

function wrongType(path: string, expected: string, found: JsonValue): Issue {
  return { code: 'wrongType', path, params: { expected: messages.kinds[expected] ?? expected, found: kindOf(found) } };
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value);
}
