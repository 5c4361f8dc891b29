import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { runExample } from '../examples.ts';
import { explain } from '../explain/index.ts';
import type { Example } from '../format.ts';
import type { PackOverride } from '../layer.ts';
import { basesOf, changedOnce, findWitness, joined } from '../mutate/differ.ts';
import { mutateMessages as m } from '../mutate/messages/zh-CN.ts';
import { type Asked, mutatedPacks, type Rules, rulesFrom } from '../mutate/mutated-rules.ts';
import { paramDimensions } from '../mutate/param-scenarios.ts';
import { type Dimension, factAt, questionSpace } from '../mutate/question-space.ts';
import { RuleWords } from '../mutate/rule-words.ts';
import { runMutants, type Survivor } from '../mutate/run-mutants.ts';
import type { Pack } from '../pack.ts';
import { hashJson } from '../revision.ts';
import { fill } from '../words.ts';
import { answeredExamples } from './cover-examples.ts';
import { type CoverageItem, coverageItems } from './coverage-items.ts';
import { sayCoverageItem } from './say-coverage.ts';

/** An example ready to accept, and why it is worth having. */
export interface ProposedExample {
  /** Marked `proposed`, with the engine's own answer: a person confirms it by taking the mark out. */
  readonly example: Example;
  readonly folder: string;
  /** Mutants that no example noticed and this one does. */
  readonly kills: readonly string[];
  /** What no example touched and this one does, by kind and id. */
  readonly touches: readonly string[];
}

/** Questions asked in the search for one that touches an item. */
const MAX_SEARCHED = 8_000;

/**
 * Proposes examples: for every surviving mutant a question it answers otherwise, for everything untouched a question that
 * touches it, each as near to an existing example as there is one.
 *
 * @example
 * proposeExamples(packs).map(({ example }) => example.title);
 */
export function proposeExamples(packs: readonly Pack[], only?: string): ProposedExample[] {
  const report = runMutants(packs, only === undefined ? {} : { decision: only });
  return packs.flatMap((pack) =>
    pack.decisions
      .filter(({ id }) => only === undefined || id === only)
      .flatMap(({ id }) => new Proposing(packs, pack.folder, id).propose(report.survivors)),
  );
}

class Proposing {
  private readonly packs: readonly Pack[];
  private readonly folder: string;
  private readonly decision: string;
  private readonly rules: Rules;
  private readonly bases: readonly Asked[];
  private readonly dimensions: readonly Dimension[];
  private readonly words: RuleWords;
  private readonly found = new Map<
    string,
    { asked: Asked; answer: Answer; kills: string[]; touches: string[]; why: string }
  >();

  constructor(packs: readonly Pack[], folder: string, decision: string) {
    this.packs = packs;
    this.folder = folder;
    this.decision = decision;
    this.rules = rulesFrom(packs);
    const examples = packs.flatMap((pack) => pack.examples).filter((example) => !example.proposed);
    this.bases = basesOf(examples, decision, packs);
    const space = questionSpace(packs, decision, examples);
    this.dimensions = [...joined(space, space), ...paramDimensions(packs, decision)];
    const flow = packs.flatMap((pack) => pack.decisions).find(({ id }) => id === decision)?.flow;
    this.words = new RuleWords(packs, decision, flow);
  }

  propose(survivors: readonly Survivor[]): ProposedExample[] {
    for (const survivor of survivors) if (survivor.decisions.includes(this.decision)) this.kill(survivor);
    const examples = this.packs.flatMap((pack) => pack.examples).filter((example) => !example.proposed);
    const answered = answeredExamples(this.rules, examples, this.decision);
    for (const item of coverageItems(this.packs, this.rules, this.decision))
      if (!answered.some(({ asked, answer }) => item.touches(asked, answer))) this.touch(item);
    return [...this.found.values()].map(({ asked, answer, kills, touches, why }) => ({
      example: this.exampleOf(asked, answer, why),
      folder: this.folder,
      kills,
      touches,
    }));
  }

  private kill({ mutant, sentence }: Survivor): void {
    const mutated = rulesFrom(mutatedPacks(this.packs, mutant));
    for (const known of this.found.values()) {
      if (runExample(mutated, this.exampleOf(known.asked, known.answer, '')).passed) continue;
      known.kills.push(mutant.id);
      return;
    }
    const asked = findWitness(this.packs, mutant, this.decision);
    if (asked) this.keep(asked, fill(m['propose.why.mutant'] ?? '', { sentence }))?.kills.push(mutant.id);
  }

  private touch(item: CoverageItem): void {
    const key = `${item.kind} ${item.id}`;
    const known = [...this.found.values()].find(({ asked, answer }) => item.touches(asked, answer));
    if (known) {
      known.touches.push(key);
      return;
    }
    const asked = this.search(item);
    const sentence = asked ? sayCoverageItem(this.packs, this.decision, item) : '';
    if (asked) this.keep(asked, fill(m['propose.why.item'] ?? '', { sentence }))?.touches.push(key);
  }

  private search(item: CoverageItem): Asked | undefined {
    let left = MAX_SEARCHED;
    const touches = (asked: Asked): boolean => {
      left -= 1;
      const answered = this.rules.decide(asked);
      return answered.ok && item.touches(asked, answered.value);
    };
    for (const base of this.bases)
      for (const asked of changedOnce(base, this.dimensions)) if (touches(asked)) return asked;
    for (const base of this.bases)
      for (const first of changedOnce(base, this.dimensions))
        for (const asked of changedOnce(first, this.dimensions)) {
          if (left <= 0) return undefined;
          if (touches(asked)) return asked;
        }
    return undefined;
  }

  private keep(asked: Asked, why: string) {
    const answered = this.rules.decide(asked);
    if (!answered.ok) return undefined;
    const key = hashJson([asked.region, asked.at, asked.facts, asked.packOverride ?? {}]);
    const known = this.found.get(key) ?? { asked, answer: answered.value, kills: [], touches: [], why };
    this.found.set(key, known);
    return known;
  }

  private exampleOf(asked: Asked, answer: Answer, why: string): Example {
    const { status, value, reason, missing, warnings, assumptions, layer } = answer;
    const short = this.decision.split(/[./]/).slice(-2).join('-');
    return {
      id: `${short}-${hashJson([asked.region, asked.at, asked.facts, asked.packOverride ?? {}]).slice(0, 8)}`,
      title: this.titleOf(asked, answer),
      decision: this.decision,
      region: asked.region,
      at: asked.at,
      facts: asked.facts as Example['facts'],
      ...(asked.packOverride ? { packOverride: asked.packOverride as NonNullable<Example['packOverride']> } : {}),
      expect: {
        status,
        ...(value === undefined ? {} : { value: value as Example['expect']['value'] & {} }),
        ...(reason === undefined ? {} : { reason }),
        ...(missing === undefined ? {} : { missing: [...missing] }),
        ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
        ...(assumptions.length > 0 ? { assumptions: [...assumptions] } : {}),
        ...(status === 'decided' && layer !== undefined ? { layer } : {}),
      },
      proposed: true,
      note: fill(m['propose.note'] ?? '', { why }),
    };
  }

  /** What sets the question apart from the nearest example, and the answer. */
  private titleOf(asked: Asked, answer: Answer): string {
    const given = this.differencesFrom(this.nearest(asked), asked).map((one) => this.givenWords(one, asked));
    const policy = this.rules.policy(asked.region, asked.packOverride);
    return fill(m['propose.title'] ?? '', {
      given: given.length > 0 ? given.join(m['propose.joint']) : (m['propose.plain'] ?? ''),
      answer: policy.ok ? explain(policy.value, asked, answer).answer : answer.status,
    });
  }

  private nearest(asked: Asked): Asked {
    let [best] = this.bases;
    let fewest = Number.POSITIVE_INFINITY;
    for (const base of this.bases) {
      const count = this.differencesFrom(base, asked).length;
      if (count >= fewest) continue;
      best = base;
      fewest = count;
    }
    return best ?? asked;
  }

  private differencesFrom(base: Asked, asked: Asked): string[] {
    const names = this.dimensions.map(({ name }) => name).filter((name) => !name.startsWith('$'));
    const inner = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));
    const differing = inner.filter(
      (name) => JSON.stringify(factAt(base.facts, name)) !== JSON.stringify(factAt(asked.facts, name)),
    );
    if (base.at !== asked.at) differing.push('$at');
    if (base.region !== asked.region) differing.push('$region');
    if (JSON.stringify(base.packOverride) !== JSON.stringify(asked.packOverride)) differing.push('$param');
    return differing;
  }

  private givenWords(name: string, asked: Asked): string {
    if (name === '$at') return fill(m['propose.at'] ?? '', { at: asked.at });
    if (name === '$region') return fill(m['propose.region'] ?? '', { name: this.regionTitle(asked.region) });
    if (name === '$param') return this.overrideWords(asked.packOverride ?? {});
    const value = factAt(asked.facts, name);
    const title = this.words.title('var', name);
    if (Array.isArray(value) && value.some((one) => one !== null && typeof one === 'object'))
      return fill(m['propose.list'] ?? '', { name: title, count: value.length });
    return value === undefined || value === null
      ? fill(m['propose.absent'] ?? '', { name: title })
      : fill(m['propose.given'] ?? '', { name: title, value: this.words.choice(name, value) });
  }

  private overrideWords(override: PackOverride): string {
    const params = this.packs.flatMap((pack) => pack.params);
    return Object.values(override)
      .flatMap((values) => Object.entries(values))
      .map(([id, value]) =>
        fill(m['propose.override'] ?? '', {
          name: this.words.title('param', id),
          value: this.words.amount(value as JsonValue, params.find((param) => param.id === id)?.unit),
        }),
      )
      .join(m['propose.joint']);
  }

  private regionTitle(region: string): string {
    const places = this.packs.flatMap((pack) => [
      ...pack.places,
      { path: pack.manifest.region, title: pack.manifest.title },
    ]);
    return places.find(({ path }) => path === region)?.title ?? region;
  }
}
