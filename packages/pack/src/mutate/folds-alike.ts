import type { JsonValue } from '@cebao/engine';
import type { Decision, Flow } from '../format.ts';
import type { Pack } from '../pack.ts';
import { applyEdits, type Mutant, valueAt } from './mutant.ts';

/**
 * Whether a mutant of a flow changes only a condition over facts that no decision declares, and that is false before
 * and after: in decisions such facts are never given (they belong to running cases), so nothing can tell the two apart.
 */
export function foldsAlike(packs: readonly Pack[], mutant: Mutant): boolean {
  if (mutant.kind !== 'flow') return false;
  const pack = packs.find(({ folder }) => folder === mutant.folder);
  const flow = pack?.flows.find(({ id }) => id === mutant.item);
  const asking = packs.flatMap(({ decisions }) => decisions.filter((decision) => decision.flow === mutant.item));
  if (!flow) return false;
  const declared = namesInDecisions(flow, asking);
  const [edit, more] = mutant.edits;
  const at = guardPath(edit?.path ?? []);
  if (edit === undefined || more !== undefined || at === undefined) return false;
  const isNever = (item: unknown): boolean => {
    const guard = valueAt(item, at);
    return (
      guard !== null &&
      typeof guard === 'object' &&
      !Array.isArray(guard) &&
      fold(guard.when ?? null, declared) === false
    );
  };
  if (!isNever(flow)) return false;
  return edit.path.length === at.length ? edit.to === undefined : isNever(applyEdits(flow, mutant.edits));
}

/** The names that the conditions of a flow see when a decision asks it. */
export function namesInDecisions(flow: Flow, asking: readonly Decision[]): ReadonlySet<string> {
  return new Set([
    ...asking.flatMap((decision) => [...Object.keys(decision.facts), ...Object.keys(decision.let ?? {})]),
    ...Object.keys(flow.let ?? {}),
    'done',
    'action',
    'actor',
  ]);
}

/** The path of the guard (`steps/2/warnings/0`) that an edit lies in. */
function guardPath(path: readonly (string | number)[]): readonly (string | number)[] | undefined {
  const list = path.findIndex((part) =>
    ['warnings', 'checks', 'blocks', 'outcomes', 'preconditions', 'assumptions'].includes(String(part)),
  );
  return list < 0 || path.length < list + 2 ? undefined : path.slice(0, list + 2);
}

/** A condition with undeclared facts absent: true or false where that alone decides it. */
export function fold(value: JsonValue, declared: ReadonlySet<string>): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [name, raw] = Object.entries(value)[0] ?? [];
  const args = (Array.isArray(raw) ? raw : [raw ?? null]) as JsonValue[];
  const isAbsent = (path: JsonValue | undefined) => typeof path === 'string' && !declared.has(path.split('.')[0] ?? '');
  const parts = () => args.map((arg) => fold(arg, declared));
  switch (name) {
    case 'isPresent':
    case 'var':
      return isAbsent(args[0]) ? false : undefined;
    case '!': {
      const [inner] = parts();
      return inner === undefined ? undefined : !inner;
    }
    case 'and':
      return parts().includes(false) ? false : parts().every((part) => part === true) ? true : undefined;
    case 'or':
      return parts().includes(true) ? true : parts().every((part) => part === false) ? false : undefined;
    default:
      return undefined;
  }
}
