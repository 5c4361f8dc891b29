import type { JsonValue } from '@cebao/engine';
import type { Match } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { namedScope } from './named-scope.ts';
import { readExpression } from './read-expression.ts';
import type { LintScope } from './scope.ts';
import { DATE, NUMBER, type Shape, shapesOfFields, TEXT, UNKNOWN } from './shape.ts';

/** Names and kinds of everything a match reads of its two registers. */
export function lintMatch(chain: Chain, match: Match, findings: Findings): void {
  const at = chain.file('match', match.id);
  const need = fieldsOf(chain, match.need.register);
  const resource = fieldsOf(chain, match.resource.register);
  if (!need || !resource) return;
  const line = { $id: TEXT, $place: TEXT, $since: DATE, $at: DATE };
  const judge = (expression: JsonValue | undefined, path: string, scope: LintScope) => {
    if (expression !== undefined) judgeExpression(readExpression(expression), `${at}${path}`, scope, findings);
  };
  const ofNeed = namedScope(chain, { ...need, ...line });
  const ofResource = namedScope(chain, { ...resource, ...line });
  for (const name of ['title', 'open', 'amount', 'on'] as const)
    judge(match.need[name] as JsonValue | undefined, `/need/${name}`, ofNeed);
  for (const name of ['title', 'capacity'] as const)
    judge(match.resource[name] as JsonValue | undefined, `/resource/${name}`, ofResource);
  for (const [index, equal] of match.equal.entries()) {
    judge(equal.need as JsonValue, `/equal/${index}/need`, ofNeed);
    judge(equal.resource as JsonValue, `/equal/${index}/resource`, ofResource);
  }
  const both: Record<string, Shape> = {
    need: { kind: 'record', fields: need },
    resource: { kind: 'record', fields: resource },
    $amount: NUMBER,
    $on: DATE,
    $at: DATE,
  };
  const ofPair = namedScope(chain, { ...both, $left: { ...NUMBER, optional: true } });
  for (const [index, { when }] of (match.conditions ?? []).entries())
    judge(when as JsonValue, `/conditions/${index}/when`, ofPair);
  const ofPartners = namedScope(chain, { ...both, $need: TEXT, $resource: TEXT });
  for (const [name, value] of Object.entries(match.confirm?.becomes?.data ?? {}))
    judge(value as JsonValue, `/confirm/becomes/data/${name}`, ofPartners);
  for (const [index, { facts }] of (match.confirm?.decisions ?? []).entries())
    for (const [fact, value] of Object.entries(facts))
      judge(value as JsonValue, `/confirm/decisions/${index}/facts/${fact}`, ofPartners);
}

/** The fields of a line: of a kept register those of its form, of a register of cases its columns. */
function fieldsOf(chain: Chain, id: string): Readonly<Record<string, Shape>> | undefined {
  const register = chain.register(id);
  if (!register) return undefined;
  if (register.form === undefined)
    return Object.fromEntries(register.columns.map((column) => [column.id, { ...UNKNOWN, optional: true }]));
  const schema = chain.form(register.form)?.schema;
  return schema && shapesOfFields(schema as Record<string, JsonValue>, (schema['required'] ?? []) as string[]);
}
