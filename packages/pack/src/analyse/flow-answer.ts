import type { JsonValue } from '@cebao/engine';
import { constant, type Diagram, type Names, objectOf, type Term } from '@cebao/engine/analysis';
import { judgeStep, type StepJudgement } from '../flow/judge-step.ts';
import type { Flow } from '../format.ts';
import type { Reading } from './reading.ts';

/** More steps than this and the ways to have done them are too many to go through. */
const MOST_STEPS = 10;
const END = Number.POSITIVE_INFINITY;

/**
 * What the kernel answers for a step, as a diagram. The kernel itself is run, once for every way its questions can
 * turn out: which steps are done, which step is asked, who acts, and every condition it asks about.
 */
export function flowAnswer(reader: Reading, id: string): Diagram {
  const { meaning } = reader;
  const { space } = meaning;
  const flow = reader.as.policy.findFlow(id);
  if (!flow) return meaning.leaf({ kind: 'refused', code: 'unknownReference' });
  const { done, action, actor } = space.facts;
  const listed = done?.items?.values ?? [];
  const ids = [...new Set([...listed.map(String), ...(done?.items?.open ? flow.steps.map((step) => step.id) : [])])];
  if (!done || !action || done.type !== 'list' || ids.length > MOST_STEPS)
    return meaning.leaf({ kind: 'symbol', type: 'object', json: { var: 'done' }, key: `flow:${JSON.stringify(flow)}` });
  const truths = new Map<string, Diagram>();
  const byActor = (doneSteps: readonly string[], asked: string): Diagram => {
    if (!actor) return explore(reader, truths, flow, doneSteps, asked, undefined);
    const variable = space.fact('actor', actor);
    const known = flow.steps.flatMap((step) => step.actors ?? []);
    for (const body of known) space.choicePosition(variable, body);
    const kids = [explore(reader, truths, flow, doneSteps, asked, undefined)];
    const ends = [-Number.MAX_VALUE];
    for (const [position, body] of variable.values.entries()) {
      ends.push(position + 1);
      kids.push(explore(reader, truths, flow, doneSteps, asked, String(body)));
    }
    if (variable.open) {
      ends.push(END);
      kids.push(explore(reader, truths, flow, doneSteps, asked, ''));
    }
    ends[ends.length - 1] = END;
    return meaning.branch(variable, ends, kids);
  };
  const byAction = (doneSteps: readonly string[]): Diagram => {
    const variable = space.fact('action', action);
    for (const step of flow.steps) space.choicePosition(variable, step.id);
    const ends: number[] = [];
    const kids: Diagram[] = [];
    for (const [position, asked] of variable.values.entries()) {
      ends.push(position + 1);
      kids.push(byActor(doneSteps, String(asked)));
    }
    if (variable.open) {
      ends.push(END);
      kids.push(byActor(doneSteps, ''));
    }
    ends[ends.length - 1] = END;
    return meaning.branch(variable, ends, kids);
  };
  const byDone = (index: number, doneSteps: readonly string[]): Diagram => {
    const step = ids[index];
    if (step === undefined) return byAction(doneSteps);
    return meaning.branch(
      space.member('done', step),
      [1, END],
      [byDone(index + 1, doneSteps), byDone(index + 1, [...doneSteps, step])],
    );
  };
  return meaning.branch(space.count('done', done), [1, END], [byAction([]), byDone(0, [])]);
}

/** One question of the kernel that was left open: the diagram of its truth, and the answer tried. */
interface Fork {
  readonly truth: Diagram;
  readonly answer: boolean;
}

/** Runs the kernel for every way its conditions can turn out; `truths` keeps what conditions mean, by their text. */
function explore(
  reader: Reading,
  truths: Map<string, Diagram>,
  flow: Flow,
  done: readonly string[],
  action: string,
  actor: string | undefined,
): Diagram {
  const { meaning } = reader;
  const go = (planned: readonly boolean[]): Diagram => {
    const run = judged(reader, truths, flow, done, action, actor, planned);
    const { forks } = run;
    if (forks.length === planned.length) return run.answer;
    // The run went on with "true" beyond what was planned: take the last fork apart, then the one before it.
    let made = run.answer;
    for (let at = forks.length - 1; at >= planned.length; at--) {
      const fork = forks[at] as Fork;
      const otherwise = go([...forks.slice(0, at).map(({ answer }) => answer), false]);
      const then = made;
      made = meaning.either(
        fork.truth,
        () => then,
        () => otherwise,
      );
    }
    return made;
  };
  return go([]);
}

function judged(
  reader: Reading,
  truths: Map<string, Diagram>,
  flow: Flow,
  done: readonly string[],
  action: string,
  actor: string | undefined,
  planned: readonly boolean[],
): { readonly answer: Diagram; readonly forks: readonly Fork[] } {
  const { meaning } = reader;
  const forks: Fork[] = [];
  let path = meaning.yes;
  let refusal: Term | undefined;
  const ask = (asked: Diagram): boolean => {
    const within = meaning.and(path, () => asked);
    if (within === meaning.no) return false;
    if (meaning.and(path, () => meaning.not(asked)) === meaning.no) return true;
    const answer = planned[forks.length] ?? true;
    forks.push({ truth: asked, answer });
    path = answer ? within : meaning.and(path, () => meaning.not(asked));
    return answer;
  };
  const flowLets = new Map<string, Diagram>();
  const names = (read: (name: string) => JsonValue | undefined): Names => ({
    param: (id) => reader.param(id),
    name: (name) => {
      if (name === '$at' || name === '$region' || name === '$level') return reader.name(name);
      if (name.startsWith('$')) return meaning.leaf(constant(read(name) ?? null));
      const own = reader.name(name);
      if (own !== undefined) return own;
      const lets = flow.let;
      if (!lets || !Object.hasOwn(lets, name)) return undefined;
      let made = flowLets.get(name);
      if (made === undefined) {
        made = reader.evaluate(lets[name] as JsonValue, names(read));
        flowLets.set(name, made);
      }
      return made;
    },
  });
  const known: Readonly<Record<string, JsonValue>> = {
    done: [...done],
    action,
    ...(actor === undefined ? {} : { actor }),
  };
  const read = (name: string): JsonValue | undefined => {
    const domain = Object.hasOwn(meaning.space.facts, name) ? meaning.space.facts[name] : undefined;
    if (!domain) {
      const made = reader.name(name);
      return made !== undefined && ask(meaning.not(reader.isTrue({ '===': [{ var: name }, null] }))) ? true : undefined;
    }
    if (!ask(reader.isTrue({ isPresent: name }))) return undefined;
    return Object.fromEntries(
      Object.keys(domain.properties ?? {}).map((part) => [
        part,
        ask(reader.isTrue({ isPresent: `${name}.${part}` })) || null,
      ]),
    );
  };
  const result = judgeStep(
    flow,
    { done, action, ...(actor === undefined ? {} : { actor }), read },
    (expression, reading) => {
      const asked = filled(expression, known);
      const text = JSON.stringify(asked);
      const isTold = text.includes('"$allowed') || text.includes('"$reason');
      let truth = isTold ? undefined : truths.get(text);
      if (truth === undefined) {
        truth = reader.isTrue(asked, names(reading));
        if (!isTold) truths.set(text, truth);
      }
      const certain = meaning.map(truth, (term) => (term.kind === 'refused' ? meaning.no : meaning.leaf(term)));
      if (truth !== certain && !refusal) {
        const breaks = meaning.map(truth, (term) => (term.kind === 'refused' ? meaning.yes : meaning.no));
        if (ask(breaks)) refusal = firstRefusal(reader, truth);
      }
      return { ok: true, value: ask(certain) };
    },
  );
  if (refusal) return { answer: meaning.leaf(refusal), forks };
  if (!result.ok)
    return { answer: meaning.leaf({ kind: 'refused', code: result.issues[0]?.code ?? 'notJson' }), forks };
  return { answer: meaning.leaf(answerOf(result.value)), forks };
}

function firstRefusal(reader: Reading, truth: Diagram): Term {
  let found: Term = { kind: 'refused', code: 'notJson' };
  reader.meaning.map(truth, (term) => {
    if (term.kind === 'refused') found = term;
    return reader.meaning.no;
  });
  return found;
}

/** The names that the kernel itself says, as values: they come before facts. */
function filled(json: JsonValue, known: Readonly<Record<string, JsonValue>>): JsonValue {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item) => filled(item, known));
  const [name, raw] = Object.entries(json)[0] ?? ['', null];
  const first = Array.isArray(raw) ? raw[0] : raw;
  if (name === 'var' && typeof first === 'string' && Object.hasOwn(known, first)) return known[first] as JsonValue;
  if (name === 'isPresent' && typeof first === 'string' && Object.hasOwn(known, first)) return true;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, filled(value, known)]));
}

function answerOf(step: StepJudgement): Term {
  const shared = { warnings: [...step.warnings], assumptions: [...step.assumptions] };
  const made = (parts: Readonly<Record<string, JsonValue>>) =>
    objectOf(Object.entries({ ...parts, ...shared }).map(([name, value]) => [name, constant(value)]));
  if (step.kind === 'missing') return made({ status: 'missingFacts', missing: [...step.missing] });
  if (step.kind === 'refused') return made({ status: 'invalid', reason: step.reason });
  const value: Record<string, JsonValue> = { allowed: true };
  if (step.next !== undefined) value.next = step.next;
  if (step.nextActor !== undefined) value.nextActor = step.nextActor;
  return made({ status: 'decided', value, ...(step.reason === undefined ? {} : { reason: step.reason }) });
}
