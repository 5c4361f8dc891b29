import type { JsonValue } from '@cebao/engine';
import type { FactSpec } from '../format.ts';
import type { Pack } from '../pack.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';

type Schema = Readonly<Record<string, JsonValue>>;

/** Codes that are shown by words, together in one place. */
interface Labelled {
  readonly title: string;
  readonly path: string;
  readonly words: Readonly<Record<string, string>>;
  /** People choose among them: two of one name cannot be told apart. */
  readonly isChoice: boolean;
}

/**
 * Words of two codes that stand the other way round than elsewhere in the chain, where most other places disagree;
 * and two codes of one choice with the same words.
 */
export function lintLabels(chain: Chain, findings: Findings): void {
  const mine = labelledIn(chain.pack, (kind, id) => chain.file(kind, id));
  const others = chain.packs
    .slice(1)
    .flatMap((pack) => labelledIn(pack, (kind, id) => pack.files[`${kind}:${id}`] ?? ''));
  for (const one of mine) {
    const entries = Object.entries(one.words);
    for (const [index, [a, left]] of entries.entries())
      for (const [b, right] of entries.slice(index + 1)) {
        if (left === right) {
          if (one.isChoice) findings.problem('labelTwice', one.path, { title: one.title, a, b, name: left });
          continue;
        }
        const known = [...mine, ...others].filter(
          (other) => other !== one && Object.hasOwn(other.words, a) && Object.hasOwn(other.words, b),
        );
        const against = known.filter(({ words }) => words[a] === right && words[b] === left);
        const alike = known.filter(({ words }) => words[a] === left && words[b] === right);
        const [first] = against;
        if (first && against.length >= alike.length)
          findings.problem('labelsSwapped', one.path, { a, b, left, right, other: first.title, name: `${a} ${b}` });
      }
  }
}

function labelledIn(pack: Pack, file: (kind: string, id: string) => string): Labelled[] {
  const found: Labelled[] = [];
  const take = (words: Readonly<Record<string, string>> | undefined, title: string, path: string, isChoice = false) => {
    if (words && Object.keys(words).length > 1) found.push({ title, path, words, isChoice });
  };
  take(pack.messages.labels, pack.manifest.title, `${pack.folder}/messages/zh-CN.json#/labels`);
  for (const decision of pack.decisions) {
    const at = file('decision', decision.id);
    const visit = (spec: Omit<FactSpec, 'title'>, title: string, path: string) => {
      take(spec.labels, title, `${path}/labels`, true);
      if (spec.items) visit(spec.items as FactSpec, title, `${path}/items`);
      for (const [name, child] of Object.entries(spec.properties ?? {}))
        visit(child, child.title, `${path}/properties/${name}`);
    };
    for (const [name, spec] of Object.entries(decision.facts)) visit(spec, spec.title, `${at}/facts/${name}`);
    take(decision.labels, decision.title, `${at}/labels`);
  }
  for (const list of pack.lists)
    for (const key of ['kinds', 'parts', 'fields'] as const)
      take(
        Object.fromEntries((list.perPlace?.[key] ?? []).map(({ id, title }) => [id, title])),
        list.title,
        `${file('list', list.id)}/perPlace/${key}`,
        true,
      );
  for (const register of pack.registers)
    for (const [index, column] of register.columns.entries())
      take(column.labels, column.title, `${file('register', register.id)}/columns/${index}/labels`);
  for (const form of pack.forms) {
    const visit = (schema: Schema, title: string, path: string) => {
      if (Array.isArray(schema.oneOf))
        take(
          Object.fromEntries((schema.oneOf as Schema[]).map((choice) => [String(choice.const), String(choice.title)])),
          title,
          `${path}/oneOf`,
          true,
        );
      for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, Schema>))
        visit(field, String(field.title ?? name), `${path}/properties/${name}`);
      if (schema.items) visit(schema.items as Schema, title, `${path}/items`);
    };
    visit(form.schema as Schema, form.title, `${file('form', form.id)}/schema`);
  }
  return found;
}
