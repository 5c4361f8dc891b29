import type { Issue, JsonValue } from '@cebao/engine';
import type { Decision, Flow, Form } from '../format.ts';
import type { Pack } from '../pack.ts';
import type { Policy } from '../policy.ts';
import type { Rulebook } from '../rulebook.ts';
import { areAlternatives, type CaseStep, stepsOfCase } from './case-course.ts';
import type { Chain } from './chain.ts';
import type { Finding, Findings } from './finding.ts';

/** What is looked at, by the last part of a burden decision's id. */
type Subject = 'text' | 'field' | 'repeat' | 'channel' | 'message';

/**
 * Asks the burden rules about everything that packs put before people. The rules are packs themselves: their
 * `check` decisions are asked by the last part of their ids, their params that are lists of texts are the words to
 * look for. Each fault is a finding; of a decision that is an assumption, an advice.
 */
export class BurdenRules {
  readonly issues: Issue[] = [];
  readonly #policies: readonly Policy[];
  readonly #at: string;
  readonly #words: readonly string[];
  readonly #answers = new Map<string, readonly Told[]>();

  constructor(rulebook: Rulebook, at: string) {
    this.#at = at;
    this.#policies = rulebook.packs.flatMap((pack) => {
      const policy = rulebook.policy(pack.manifest.region);
      if (policy.ok) return [policy.value];
      this.issues.push(...policy.issues);
      return [];
    });
    const lists = this.#policies.flatMap((policy) =>
      Object.keys(policy.layered.params).map((id) => policy.findParam(id, at)?.value),
    );
    this.#words = [...new Set(lists.flatMap((list) => (Array.isArray(list) ? list : [])))].filter(
      (word) => typeof word === 'string',
    );
  }

  /** The words of the rules that stand in some texts; letters in any case. */
  wordsIn(texts: readonly unknown[]): string[] {
    const text = texts
      .filter((one) => typeof one === 'string')
      .join('\n')
      .toLowerCase();
    return this.#words.filter((word) => text.includes(word.toLowerCase()));
  }

  ask(
    subject: Subject,
    facts: Readonly<Record<string, JsonValue>>,
    path: string,
    name: string,
    findings: Findings,
  ): void {
    for (const { severity, params } of this.#answer(subject, facts))
      findings.add({ code: 'burden', path, params: { ...params, name }, severity });
  }

  #answer(subject: Subject, facts: Readonly<Record<string, JsonValue>>): readonly Told[] {
    const key = `${subject}\n${JSON.stringify(facts)}`;
    let told = this.#answers.get(key);
    if (told === undefined) {
      told = this.#policies.flatMap((policy) =>
        policy.decisions
          .filter((decision) => decision.id.split('/').at(-1) === subject)
          .flatMap((decision) => this.#faultsOf(policy, decision, facts)),
      );
      this.#answers.set(key, told);
    }
    return told;
  }

  #faultsOf(policy: Policy, decision: Decision, facts: Readonly<Record<string, JsonValue>>): Told[] {
    const answer = policy.decide({ at: this.#at, decision: decision.id, facts });
    if (!answer.ok) {
      this.issues.push(...answer.issues);
      return [];
    }
    const { value } = answer.value;
    const faults = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value?.faults ?? []) : [];
    return (faults as string[]).map((id) => ({
      severity: decision.basis === 'assumption' ? 'advice' : 'problem',
      params: {
        id,
        words: policy.words(id),
        basis: decision.basis,
        sources: answer.value.sources.map(({ title, quote }) => ({ title, quote })),
      },
    }));
  }
}

/** A fault as a finding, before it is known of what. */
type Told = Pick<Finding, 'severity' | 'params'>;

/** Everything of one pack that may burden people. */
export function lintBurden(chain: Chain, rules: BurdenRules, findings: Findings): void {
  const { pack } = chain;
  const look = (texts: readonly unknown[], required: boolean, path: string, name: string) =>
    rules.ask('text', { words: rules.wordsIn(texts), required }, path, name, findings);
  for (const form of pack.forms) {
    const at = chain.file('form', form.id);
    look([form.title, form.description, form.id], true, `${at}/title`, form.title);
    lintFields(form, at, look, rules, findings);
  }
  for (const flow of pack.flows) {
    const at = chain.file('flow', flow.id);
    look([flow.title, flow.id], true, `${at}/title`, flow.title);
    for (const [index, step] of flow.steps.entries())
      look([step.title, step.action, step.id], !step.optional, `${at}/steps/${index}/title`, step.title);
    if (flow.opens) lintRepeats(chain, flow, rules, findings);
  }
  for (const register of pack.registers) {
    const at = chain.file('register', register.id);
    look([register.title, register.id], true, `${at}/title`, register.title);
    for (const [index, column] of register.columns.entries())
      look([register.title, column.title, column.id], true, `${at}/columns/${index}/title`, column.title);
  }
  for (const decision of pack.decisions) {
    const at = chain.file('decision', decision.id);
    look([decision.title, decision.question, decision.id], true, `${at}/title`, decision.title);
    for (const [name, spec] of Object.entries(decision.facts))
      look([decision.title, spec.title, name], spec.required ?? false, `${at}/facts/${name}/title`, spec.title);
  }
  for (const [kind, items] of [
    ['param', pack.params],
    ['list', pack.lists],
    ['indicator', pack.indicators],
    ['report', pack.reports],
    ['match', pack.matches],
  ] as const)
    for (const item of items) look([item.title, item.id], true, `${chain.file(kind, item.id)}/title`, item.title);
  for (const report of pack.reports)
    for (const [index, element] of report.elements.entries())
      look(
        [report.title, element.title, element.element],
        true,
        `${chain.file('report', report.id)}/elements/${index}/title`,
        element.title ?? element.element,
      );
  for (const file of pack.elements)
    for (const [index, element] of file.elements.entries())
      look(
        [file.title, element.title, element.id],
        false,
        `${chain.file('elements', file.id)}/elements/${index}/title`,
        element.title ?? element.id,
      );
  lintElements(chain, rules, findings);
  lintChannel(chain, rules, findings);
  lintMessages(chain, rules, findings);
}

type Look = (texts: readonly unknown[], required: boolean, path: string, name: string) => void;
type Field = Readonly<Record<string, JsonValue>>;

function lintFields(form: Form, at: string, look: Look, rules: BurdenRules, findings: Findings): void {
  const required = (form.schema.required ?? []) as string[];
  const ui = (form.ui ?? {}) as Record<string, Field | undefined>;
  for (const [name, field] of Object.entries((form.schema.properties ?? {}) as Record<string, Field>)) {
    const path = `${at}/schema/properties/${name}`;
    const title = String(field.title ?? name);
    const choices = ((field.oneOf ?? []) as Field[]).map((choice) => choice.title);
    const texts = [title, name, field.description, ui[name]?.['ui:help'], ...choices];
    const isRequired = required.includes(name);
    // Of whom a form is about, its title tells: what is counted in a field of it is counted of them.
    look([...texts, form.title], isRequired, path, title);
    rules.ask('field', { words: rules.wordsIn([title, name]), required: isRequired }, path, title, findings);
  }
}

interface Asked {
  readonly step: CaseStep;
  readonly name: string;
  readonly title: string;
}

/** Two forms of one case that ask for the same: by the name of the field, or by its title. */
function lintRepeats(chain: Chain, flow: Flow, rules: BurdenRules, findings: Findings): void {
  const asked = stepsOfCase(chain, flow).flatMap((step): Asked[] =>
    Object.entries((step.form?.schema.properties ?? {}) as Record<string, Field>).map(([name, field]) => ({
      step,
      name,
      title: String(field.title ?? name).trim(),
    })),
  );
  for (const [index, later] of asked.entries())
    for (const first of asked.slice(0, index)) {
      const sameName = first.name === later.name;
      const sameTitle = first.title === later.title;
      if ((!sameName && !sameTitle) || areAlternatives(first.step, later.step)) continue;
      if (first.step.path === later.step.path && sameName) continue;
      const form = later.step.form as Form;
      const path = `${chain.file('form', form.id)}/schema/properties/${later.name}`;
      rules.ask('repeat', { title: later.title, sameName, sameTitle }, path, later.title, findings);
    }
}

/** Two data elements of one name that people would be asked for twice. */
function lintElements(chain: Chain, rules: BurdenRules, findings: Findings): void {
  const asked = chain.packs.flatMap((pack) =>
    pack.elements.flatMap((file) =>
      file.elements
        .filter(({ from, value, title }) => !from && value === undefined && title !== undefined)
        .map((element) => ({ file, element, pack, names: [element.title as string, ...(element.synonyms ?? [])] })),
    ),
  );
  for (const { file, element, pack, names } of asked) {
    if (pack !== chain.pack) continue;
    const twin = asked.find(
      (other) => other.element.id < element.id && other.names.some((name) => names.includes(name)),
    );
    if (!twin) continue;
    rules.ask(
      'repeat',
      { title: element.title as string, sameName: false, sameTitle: true },
      `${chain.file('elements', file.id)}/elements/${file.elements.indexOf(element)}`,
      element.title as string,
      findings,
    );
  }
}

/** Who answers residents or moves cases needs somewhere to object; a parent's will do. */
function lintChannel(chain: Chain, rules: BurdenRules, findings: Findings): void {
  const { pack } = chain;
  if (pack.decisions.length + pack.flows.length + pack.forms.length === 0) return;
  const objection = chain.packs.map(({ manifest }: Pack) => manifest.objection?.trim()).find((one) => one) ?? '';
  const words = rules.wordsIn([objection]);
  rules.ask('channel', { objection, words }, `${pack.folder}/pack.json#/objection`, pack.manifest.title, findings);
}

/** What a pack says for a code: a sense that must not be lost. */
function lintMessages({ pack }: Chain, rules: BurdenRules, findings: Findings): void {
  for (const kind of ['reasons', 'warnings', 'assumptions'] as const)
    for (const [code, text] of Object.entries(pack.messages[kind] ?? {}))
      rules.ask(
        'message',
        { code, kind, words: rules.wordsIn([text]) },
        `${pack.folder}/messages/zh-CN.json#/${kind}/${code}`,
        text,
        findings,
      );
}
