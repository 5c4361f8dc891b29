import { nearestName } from '@cebao/engine';
import { bodiesInSignature, coSignatureOf } from '../flow/index.ts';
import type { Decision, FactSpec, Flow, Form, Meeting, Messages } from '../format.ts';
import { packMessages } from '../messages/zh-CN.ts';
import type { Pack } from '../pack.ts';
import type { Chain } from './chain.ts';
import { judgeRules } from './decision-scope.ts';
import { Findings } from './finding.ts';
import { readExpression, writtenIn } from './read-expression.ts';
import { ruleSitesOf } from './rule-sites.ts';
import type { Shape } from './shape.ts';
import { expressionsOf } from './sites.ts';
import { KNOWN_UNITS } from './units.ts';

type WordKind = keyof Pick<Messages, 'reasons' | 'warnings' | 'assumptions' | 'labels'>;

/** A code where it is used. */
export interface UsedCode {
  readonly kind: Exclude<WordKind, 'labels'>;
  readonly code: string;
  readonly path: string;
}

const HAN = /\p{Script=Han}/u;

/** Every reason, warning and assumption that a decision may answer. */
export function codesOfDecision(decision: Decision): UsedCode[] {
  const used: UsedCode[] = [];
  const take = (kind: UsedCode['kind'], code: string | undefined, path: string) => {
    if (code !== undefined) used.push({ kind, code, path });
  };
  const facts = (spec: Omit<FactSpec, 'title'>, path: string) => {
    take('reasons', spec.invalid, `${path}/invalid`);
    if (spec.items) facts(spec.items as FactSpec, `${path}/items`);
    for (const [name, child] of Object.entries(spec.properties ?? {})) facts(child, `${path}/properties/${name}`);
  };
  for (const [name, spec] of Object.entries(decision.facts)) facts(spec, `/facts/${name}`);
  for (const { rule, path: at } of ruleSitesOf(decision)) {
    const { then } = rule;
    const path = `${at}/then`;
    for (const key of ['invalid', 'undefined', 'reason'] as const) take('reasons', then[key], `${path}/${key}`);
    for (const code of then.warnings ?? []) take('warnings', code, `${path}/warnings`);
    for (const code of then.assumptions ?? []) take('assumptions', code, `${path}/assumptions`);
  }
  for (const [index, { code }] of (decision.check?.faults ?? []).entries())
    take('reasons', code, `/check/faults/${index}/code`);
  for (const [index, { key }] of (decision.assumptions ?? []).entries())
    take('assumptions', key, `/assumptions/${index}/key`);
  for (const [index, { code, assumptions }] of (decision.warnings ?? []).entries()) {
    take('warnings', code, `/warnings/${index}/code`);
    for (const key of assumptions ?? []) take('assumptions', key, `/warnings/${index}/assumptions`);
  }
  return used;
}

/** Every reason, warning and assumption that a flow may tell. */
export function codesOfFlow(flow: Flow): UsedCode[] {
  const used: UsedCode[] = [];
  const take = (kind: UsedCode['kind'], code: string | undefined, path: string) => {
    if (code !== undefined) used.push({ kind, code, path });
  };
  const refusesActors = flow.steps.some((step) => step.actors && step.actorReason === undefined);
  const { outOfOrder, wrongActor } = flow.reasons;
  take('reasons', outOfOrder, '/reasons/outOfOrder');
  if (refusesActors) take('reasons', wrongActor, '/reasons');
  for (const [index, { reason }] of (flow.preconditions ?? []).entries())
    take('reasons', reason, `/preconditions/${index}/reason`);
  for (const [index, step] of flow.steps.entries()) {
    const path = `/steps/${index}`;
    take('reasons', step.actorReason, `${path}/actorReason`);
    for (const [before, code] of Object.entries(step.afterReasons ?? {}))
      take('reasons', code, `${path}/afterReasons/${before}`);
    for (const key of ['blocks', 'checks', 'outcomes'] as const)
      for (const [i, one] of (step[key] ?? []).entries()) take('reasons', one.reason, `${path}/${key}/${i}/reason`);
    for (const [i, { assumptions }] of (step.checks ?? []).entries())
      for (const key of assumptions ?? []) take('assumptions', key, `${path}/checks/${i}/assumptions`);
    for (const [i, { key }] of (step.assumptions ?? []).entries())
      take('assumptions', key, `${path}/assumptions/${i}/key`);
    for (const [i, { code, assumptions }] of (step.warnings ?? []).entries()) {
      take('warnings', code, `${path}/warnings/${i}/code`);
      for (const key of assumptions ?? []) take('assumptions', key, `${path}/warnings/${i}/assumptions`);
    }
    take('assumptions', step.due?.basis === 'assumption' ? step.due.key : undefined, `${path}/due/key`);
  }
  return used;
}

/** Every warning and assumption that a meeting may tell. */
export function codesOfMeeting({ chair, cadence, quorum, majority }: Meeting): UsedCode[] {
  const codes: [UsedCode['kind'], string | undefined, string][] = [
    ['assumptions', chair?.assumption, '/chair/assumption'],
    ['assumptions', cadence?.assumption, '/cadence/assumption'],
    ['assumptions', majority?.assumption, '/majority/assumption'],
    ['warnings', quorum?.warning, '/quorum/warning'],
    ['warnings', majority?.warning, '/majority/warning'],
  ];
  return codes.flatMap(([kind, code, path]) => (code === undefined ? [] : [{ kind, code, path }]));
}

/** Codes without Chinese words, in their own kind of message. */
export function lintCodes(chain: Chain, item: Decision | Flow, findings: Findings): void {
  const at = chain.file(item.kind, item.id);
  const used = item.kind === 'decision' ? codesOfDecision(item) : codesOfFlow(item);
  for (const { kind, code, path } of used) {
    if (chain.hasWords(kind, code) || Object.hasOwn(packMessages, code)) continue;
    const known = chain.packs.flatMap((pack) => Object.keys(pack.messages[kind] ?? {}));
    findings.problem('wordsMissing', `${at}${path}`, { name: code, in: kind, suggestion: nearestName(code, known) });
  }
}

/** Texts that an answer holds are codes: they need words too. */
export function lintAnswerWords(chain: Chain, decision: Decision, findings: Findings): void {
  const at = chain.file('decision', decision.id);
  if (decision.asks === 'check' || decision.flow !== undefined) return;
  judgeRules(chain, decision, at, new Findings(), undefined, ({ shape }, path) => {
    for (const code of codesIn(shape)) {
      if (HAN.test(code) || KNOWN_UNITS.includes(code) || Object.hasOwn(decision.labels ?? {}, code)) continue;
      if (
        chain.packs.some((pack) =>
          Object.values(pack.messages).some((words) => typeof words === 'object' && Object.hasOwn(words, code)),
        )
      )
        continue;
      findings.problem('answerWithoutWords', path, { name: code, title: decision.title });
    }
  });
}

function codesIn(shape: Shape): string[] {
  if (shape.kind === 'text') return shape.closed ? (shape.values ?? []).map(String) : [];
  if (shape.kind === 'list') return shape.item ? codesIn(shape.item) : [];
  return shape.kind === 'record' ? Object.values(shape.fields ?? {}).flatMap(codesIn) : [];
}

/** Words in a message file for a code that nothing uses. `packs`: this one and all that are laid over it. */
export function lintUnusedWords(pack: Pack, packs: readonly Pack[], findings: Findings): void {
  const codes = packs.flatMap((one) => [
    ...one.decisions.flatMap(codesOfDecision),
    ...one.flows.flatMap(codesOfFlow),
    ...one.meetings.flatMap(codesOfMeeting),
  ]);
  const labels = new Set(packs.flatMap(namesOf));
  const own = new Set(Object.keys(packMessages));
  const file = `${pack.folder}/messages/zh-CN.json#`;
  for (const kind of ['reasons', 'warnings', 'assumptions'] as const) {
    const used = new Set(codes.filter((one) => one.kind === kind).map(({ code }) => code));
    const openLists = kind === 'assumptions' ? keysOfParams(packs) : [];
    for (const code of Object.keys(pack.messages[kind] ?? {}))
      if (!used.has(code) && !own.has(code) && !openLists.includes(code))
        findings.problem('wordsUnused', `${file}/${kind}/${code}`, { name: code, suggestion: nearestName(code, used) });
  }
  for (const code of Object.keys(pack.messages.labels ?? {}))
    if (!labels.has(code)) findings.advice('wordsUnused', `${file}/labels/${code}`, { name: code, suggestion: null });
}

function keysOfParams(packs: readonly Pack[]): string[] {
  return packs.flatMap((pack) => pack.params.flatMap((param) => param.values.flatMap(({ key }) => key ?? [])));
}

/** Everything in a pack that may be shown by a label. */
function namesOf(pack: Pack): string[] {
  const names: string[] = [
    ...pack.bodies.map(({ id }) => id),
    ...pack.roles.flatMap(({ id, actsFor }) => [id, actsFor]),
  ];
  for (const item of [...pack.decisions, ...pack.flows, ...pack.registers])
    for (const { expression } of expressionsOf(item)) {
      const node = readExpression(expression);
      for (const { value } of writtenIn(node)) names.push(...textsIn(value));
      names.push(...fieldsIn(node));
    }
  for (const decision of pack.decisions) {
    names.push(
      ...Object.keys(decision.facts),
      ...Object.keys(decision.let ?? {}),
      ...Object.keys(decision.units ?? {}),
    );
    for (const spec of Object.values(decision.facts)) names.push(...valuesOf(spec));
  }
  for (const flow of pack.flows) {
    names.push(
      ...[flow.completed ?? [], ...Object.keys(flow.let ?? {}), ...Object.keys(flow.opens?.facts ?? {})].flat(),
    );
    for (const step of flow.steps) {
      names.push(step.id, ...(step.actors ?? []), ...(step.handledBy ?? []), ...bodiesInSignature(step));
      for (const { id } of coSignatureOf(step)?.opinions ?? []) names.push(id);
      for (const one of [{ next: step.next }, ...(step.outcomes ?? [])])
        names.push(...Object.values(one).filter((value): value is string => typeof value === 'string'));
    }
  }
  for (const form of pack.forms) names.push(...formNames(form));
  for (const register of pack.registers) names.push(...register.columns.map(({ id }) => id));
  for (const param of pack.params)
    names.push(
      param.id,
      ...(param.enum ?? []).flatMap(textsIn),
      ...param.values.flatMap(({ value }) => textsIn(value)),
    );
  for (const list of pack.lists) names.push(...list.entries.map(({ id }) => id));
  return names;
}

function valuesOf(spec: Omit<FactSpec, 'title'>): string[] {
  return [
    ...(spec.enum ?? []).map(String),
    ...Object.keys(spec.labels ?? {}),
    ...(spec.items ? valuesOf(spec.items as FactSpec) : []),
    ...Object.entries(spec.properties ?? {}).flatMap(([name, child]) => [name, ...valuesOf(child)]),
  ];
}

function formNames(form: Form): string[] {
  const visit = (value: unknown): string[] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...visit(inner)])
      : textsIn(value);
  return visit(form.schema);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
    : [];
}

function fieldsIn(node: ReturnType<typeof readExpression>): string[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'list':
      return node.items.flatMap(fieldsIn);
    case 'object':
      return node.fields.flatMap(([name, value]) => [name, ...fieldsIn(value)]);
    case 'call':
      return node.args.flatMap(fieldsIn);
  }
}
