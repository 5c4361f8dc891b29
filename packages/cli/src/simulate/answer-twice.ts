import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type PackOverride, parseJsonText, type Rulebook } from '@cebao/pack';
import {
  createPolicyModules,
  type PolicyModules,
  type ShortAnswer,
  type ShortAnswerer,
  type Simulation,
} from '@cebao/pack/simulate';
import type { ModuleShelf } from '@cebao/server/node';
import type { Line } from '../lines-of.ts';
import { type BatchQuestion, readQuestion } from '../read-question.ts';

/** One of the two sides of a simulation: rules, with or without an override. */
export interface SimulatedSide {
  readonly rulebook: Rulebook;
  readonly override?: PackOverride;
}

/** Takes a line of the input with its place: counts what it is answered before and after. */
export type AnswerTwice = (line: Line, position: number) => Promise<void>;

/**
 * Answers questions under both sides, by generated modules where the shelf has them and by the closures elsewhere, and
 * counts into a simulation.
 */
export function answerTwice(
  before: SimulatedSide,
  after: SimulatedSide,
  shelf: ModuleShelf,
  simulation: Simulation,
): AnswerTwice {
  const sides = [new Answerers(before, shelf), new Answerers(after, shelf)] as const;
  return async (line, position) => {
    const { id, question } = questionOf(line);
    if (!question.ok) return simulation.add({ position, id, decision: '' }, question, question);
    const [first, second] = sides;
    simulation.add(
      { position, id, decision: question.value.decision },
      await first.answer(question.value),
      await second.answer(question.value),
    );
  };
}

class Answerers {
  readonly #side: SimulatedSide;
  readonly #modules: PolicyModules;
  readonly #ready = new Map<string, ShortAnswerer>();

  constructor(side: SimulatedSide, shelf: ModuleShelf) {
    this.#side = side;
    this.#modules = createPolicyModules(shelf.load, { kept: Number.POSITIVE_INFINITY });
  }

  async answer(question: BatchQuestion): Promise<Result<ShortAnswer>> {
    const key = `${question.region}\n${question.at}\n${question.decision}`;
    let answer = this.#ready.get(key);
    if (!answer) this.#ready.set(key, (answer = await this.#make(question)));
    return answer(question.facts);
  }

  async #make({ region, at, decision }: BatchQuestion): Promise<ShortAnswerer> {
    const policy = this.#side.rulebook.policy(region, this.#side.override);
    return policy.ok ? this.#modules.answerer(policy.value, decision, at) : () => policy;
  }
}

function questionOf(line: Line): { readonly id: JsonValue; readonly question: Result<BatchQuestion> } {
  const refused = (issues: readonly Issue[]) => ({ id: null, question: { ok: false as const, issues } });
  if (!line.ok) return refused([{ code: line.code, path: '', params: { limit: line.limit } }]);
  const parsed = parseJsonText(line.text);
  if (!parsed.ok) return refused(parsed.issues);
  const { id, read } = readQuestion(parsed.value);
  return { id, question: read };
}
