import type { JsonValue, Node } from '@cebao/engine';
import type { Answer } from '../../answer.ts';
import { evidenceOf } from '../../decide.ts';
import type { Decision } from '../../format.ts';
import type { Policy } from '../../policy.ts';
import { malformedFact } from '../answer-words.ts';
import { treeValue } from '../met-value.ts';
import type { FindName } from '../names.ts';
import { comesToTheSame, passes } from '../outcome.ts';
import { type AskedQuestion, type Scene, sceneOf } from '../scene.ts';
import { askedStep } from '../step-words.ts';
import { turningPoints } from './bisect.ts';
import { type Candidate, withFact } from './candidate.ts';
import { boundaryCandidates, candidatesOf, type Leaf, leavesOf } from './candidates.ts';
import { type Change, changeWords, fillAnewWords, levelsWords, missingWords, type Way } from './change-words.ts';
import { gridOf } from './grid.ts';
import { openSteps, stepCandidates } from './steps.ts';
import { comparedWith, decidingTrees, isMadeInto } from './trees.ts';

/** Bounds of the search: single changes asked, pairs asked, changes told. */
const LIMITS = { single: 600, pairs: 600, told: 4, lost: 2, partners: 40 } as const;

/**
 * Why not, and what would change it: the smallest changes of one fact, or else of two, that lead to another value or
 * let a refusal pass. Looked for on the boundaries that the rules name and always verified by asking again. Facts
 * declared with `advise: false` stay as they are.
 *
 * @example
 * whatWouldChange(policy, { at, decision, facts: { projectAmount: 250000 } }, answer)[0]?.text;
 */
export function whatWouldChange(
  policy: Policy,
  question: AskedQuestion,
  answer: Answer,
  options: { readonly findPlace?: FindName | undefined } = {},
): Change[] {
  const decision = policy.findDecision(question.decision);
  if (!decision) return [];
  const scene = sceneOf(policy, decision, question, options);
  if (answer.status === 'missingFacts') return [missingWords(scene, answer)];
  const search = new Search(policy, question, answer, decision, scene);
  return search.changes();
}

class Search {
  readonly #policy: Policy;
  readonly #question: AskedQuestion;
  readonly #now: Answer;
  readonly #decision: Decision;
  readonly #scene: Scene;
  readonly #trees: readonly Node[];
  readonly #leaves: readonly Leaf[];
  #asked = 0;

  constructor(policy: Policy, question: AskedQuestion, now: Answer, decision: Decision, scene: Scene) {
    this.#policy = policy;
    this.#question = question;
    this.#now = now;
    this.#decision = decision;
    this.#scene = scene;
    this.#trees = decidingTrees(decision, decision.flow === undefined ? undefined : policy.findFlow(decision.flow));
    const step = decision.flow !== undefined;
    this.#leaves = leavesOf(decision, question.facts).filter(
      ({ path }) => !step || (path !== 'done' && path !== 'action'),
    );
  }

  changes(): Change[] {
    const { reason } = this.#now;
    if (this.#now.status === 'undefined' && reason === 'noRuleAtLevel') return [levelsWords(this.#scene)];
    const passed = passes(this.#now);
    const fault = malformedFact(this.#decision, this.#question.facts, this.#now);
    const pool = this.#pool().filter(({ path }) => fault === undefined || path === fault);
    const ways = pool.flatMap((candidate) => this.#way([candidate]));
    const words = (told: Way[]) => changeWords(this.#scene, this.#question, told);
    const changes = words(this.#best(pool, ways, passed, fault));
    // What would be lost by a change is told in short; until when an answer holds is told elsewhere.
    if (passed) changes.push(...words(nearest(ways.filter((way) => isLoss(way)))).slice(0, LIMITS.lost));
    if (fault !== undefined && changes.length === 0) return [fillAnewWords(this.#scene, fault)];
    const open = passed ? [] : openSteps(this.#scene, this.#question, (facts) => this.#ask(facts));
    return [...changes.slice(0, LIMITS.told), ...open];
  }

  /** Of all ways those worth telling: such as let a refusal pass, by one fact or else by two. */
  #best(pool: readonly Candidate[], ways: readonly Way[], passed: boolean, fault: string | undefined): Way[] {
    const passing = nearest(ways.filter(({ answer }) => passes(answer)));
    if (fault !== undefined)
      return passing.filter(({ candidates: [one] }, at) => at === 0 || one?.manner.kind === 'is');
    if (passed) return passing.filter(({ candidates: [one] }) => one?.path !== '$at');
    if (passing.length > 0) return passing;
    const pairs = this.#pairs(pool);
    return pairs.length > 0 ? pairs : nearest(ways.filter(({ answer }) => answer.status === 'missingFacts'));
  }

  #pool(): Candidate[] {
    const pool: Candidate[] = [...this.#days()];
    const asked = askedStep(this.#scene, this.#question);
    if (asked) pool.push(...stepCandidates(asked));
    for (const leaf of this.#leaves) {
      const actors = leaf.path === 'actor' ? asked?.step?.actors : undefined;
      pool.push(
        ...candidatesOf(leaf, this.#scene, this.#trees).filter(
          ({ value }) => actors === undefined || actors.includes(String(value)),
        ),
      );
    }
    pool.push(...this.#turning([]));
    return pool;
  }

  /** Other days to ask for: when the decision becomes evidenced, and the days its rules compare the asked day with. */
  #days(): Candidate[] {
    const { layered } = this.#policy;
    const named = comparedWith(this.#trees, '$at').flatMap((node) => treeValue(node, this.#scene) ?? []);
    if (this.#now.reason === 'notEvidenced') named.push(evidenceOf(layered, this.#decision).from);
    const spec = { type: 'date' as const };
    const grid = gridOf(spec);
    return grid ? boundaryCandidates({ path: '$at', spec, stated: this.#question.at }, grid, named) : [];
  }

  #pairs(pool: readonly Candidate[]): Way[] {
    const start = this.#asked;
    const found: Way[] = [];
    const partners = pool.slice(0, LIMITS.partners);
    for (const [index, first] of partners.entries()) {
      if (this.#asked - start >= LIMITS.pairs) break;
      for (const second of [...partners.slice(index + 1), ...this.#turning([first])]) {
        if (first.path === second.path) continue;
        if (this.#asked - start >= LIMITS.pairs) break;
        found.push(...this.#way([first, second]));
      }
    }
    const passing = found.filter(({ answer }) => passes(answer));
    const asking = found.filter(({ answer }) => answer.status === 'missingFacts');
    const seen = new Set<string>();
    return (passing.length > 0 ? passing : asking)
      .sort((a, b) => distanceOf(a) - distanceOf(b))
      .filter(({ candidates }) => {
        const key = candidates
          .map(({ path }) => path)
          .sort()
          .join('\n');
        return !seen.has(key) && seen.add(key);
      })
      .slice(0, 2);
  }

  /** Turning points of the facts that take part in something made, beside what is changed already. */
  #turning(changed: readonly Candidate[]): Candidate[] {
    const now = changed.length === 0 ? this.#now : this.#askWith(changed);
    if (now === undefined) return [];
    return this.#leaves.flatMap((leaf) => {
      const grid = gridOf(leaf.spec);
      if (!grid || !isMadeInto(this.#trees, leaf.path) || changed.some(({ path }) => path === leaf.path)) return [];
      return turningPoints(leaf, grid, now, (path, value) => this.#askWith([...changed, { path, value }]));
    });
  }

  /** What a change leads to, if that is another answer worth telling. */
  #way(candidates: readonly Candidate[]): Way[] {
    if (candidates.length === 1 && this.#asked >= LIMITS.single) return [];
    const answer = this.#askWith(candidates);
    if (answer === undefined || comesToTheSame(this.#now, answer)) return [];
    const told = answer.status === 'decided' || (answer.status === 'missingFacts' && !passes(this.#now));
    if (!told) return [];
    return [{ candidates, answer }];
  }

  #askWith(candidates: readonly Pick<Candidate, 'path' | 'value'>[]): Answer | undefined {
    let { at } = this.#question;
    let facts = { ...this.#question.facts };
    for (const { path, value } of candidates) {
      if (path === '$at') at = String(value);
      else facts = withFact(facts, path, value);
    }
    return this.#ask(facts, at);
  }

  #ask(facts: Record<string, JsonValue>, at = this.#question.at): Answer | undefined {
    this.#asked += 1;
    const asked = this.#policy.decide({ at, decision: this.#question.decision, facts });
    return asked.ok ? asked.value : undefined;
  }
}

/** Of all ways by the same fact to the same answer the nearest; choices of one fact stay together. */
function nearest(ways: readonly Way[]): Way[] {
  const kept: Way[] = [];
  for (const way of [...ways].sort((a, b) => distanceOf(a) - distanceOf(b))) {
    const [candidate] = way.candidates;
    const measured = candidate?.manner.kind === 'bound';
    const shown = kept.some(
      ({ candidates, answer }) =>
        measured && candidates[0]?.path === candidate?.path && comesToTheSame(answer, way.answer),
    );
    if (!shown) kept.push(way);
  }
  return kept;
}

function isLoss({ answer, candidates: [one] }: Way): boolean {
  return !passes(answer) && answer.status === 'decided' && one?.path !== '$at';
}

function distanceOf({ candidates }: Way): number {
  return candidates.reduce((sum, { distance }) => sum + distance, 0);
}
