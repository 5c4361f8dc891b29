import { childrenOf } from '../ir/children.ts';
import type { Ir, SlotTable } from '../ir/ir.ts';
import { type Access, recordAccess, slotAccess } from './access.ts';
import { isInherited } from './inherited-names.ts';
import { ModuleText } from './module-text.ts';
import { sha256Of } from './sha256-of.ts';

/** A rule to be written into a module. All rules of a module are lowered with one slot table. */
export interface ModuleRule {
  readonly id: string;
  readonly ir: Ir;
}

export interface EmitOptions {
  /** Where the rules find the facts: one object with params in another (the default), or an array by slot. */
  readonly facts?: 'record' | 'slots';
  /** Rules in one function of `all`; 100 when left out. */
  readonly perFunction?: number;
}

/** The source of an ES module, its SHA-256 in hexadecimal, and what stands where in it. */
export interface EmittedModule {
  readonly text: string;
  readonly sha256: string;
  readonly layout: ModuleLayout;
}

export interface ModuleLayout {
  readonly facts: 'record' | 'slots';
  readonly rules: readonly RuleLayout[];
}

export interface RuleLayout {
  readonly id: string;
  /** Charged once; what the rule meters as it runs comes on top. */
  readonly fuel: number;
  readonly metered: boolean;
  /** Whether there is code for it: some operators are left to the closures. */
  readonly written: boolean;
}

/** Nodes in one function of `all`: V8 optimises no function that is larger by far. */
const MOST_NODES = 2_500;

/**
 * Writes rules as an ES module: types trusted as far as they are declared, everything else looked at, common parts of
 * the rules of one function computed once, loops without lists in between. Where a value is in doubt the module hands
 * over (answers undefined), so that the closures answer with their value or their issue. The same rules give the same
 * text everywhere. Nothing is run from text: the module is written to a file, and the loader checks its hash.
 *
 * @example
 * const { text, sha256, layout } = emitModule([{ id: 'grown-up', ir }]);
 */
export function emitModule(rules: readonly ModuleRule[], options: EmitOptions = {}): EmittedModule {
  const facts = options.facts ?? 'record';
  const access = facts === 'record' ? recordAccess : slotAccess;
  const slots = rules[0]?.ir.slots ?? { sources: [] };
  const module = new ModuleText(access, slots);
  const layout = rules.map(({ id, ir }, index): RuleLayout => {
    const wrote = module.writeFunction(index, ir);
    return { id, fuel: ir.fuel, metered: wrote?.metered ?? false, written: wrote !== undefined };
  });
  for (const chunk of chunksOf(rules, options.perFunction ?? 100))
    module.writeChunk(
      chunk,
      loadsOf(
        chunk.map(({ ir }) => ir),
        slots,
        access,
      ),
    );
  const text = module.text();
  return { text, sha256: sha256Of(text), layout: { facts, rules: layout } };
}

/** Rules in groups that make functions of a size V8 optimises. */
export function chunksOf(rules: readonly ModuleRule[], most: number): { index: number; ir: Ir }[][] {
  const chunks: { index: number; ir: Ir }[][] = [];
  let nodes = 0;
  for (const [index, { ir }] of rules.entries()) {
    const last = chunks.at(-1);
    nodes += ir.nodes;
    if (last === undefined || last.length >= most || nodes > MOST_NODES) {
      chunks.push([{ index, ir }]);
      nodes = ir.nodes;
    } else last.push({ index, ir });
  }
  return chunks;
}

/** The top-level names that several places of some rules read without knowing their type. */
function loadsOf(irs: readonly Ir[], slots: SlotTable, access: Access): string[] {
  if (access !== recordAccess) return [];
  const counts = new Map<string, number>();
  const visit = (node: Ir['root']): void => {
    const source = 'slot' in node ? slots.sources[node.slot] : undefined;
    const name = source?.kind === 'var' ? source.segments[0] : undefined;
    const doubtful = node.type.kind === 'unknown' || node.type.nullable || node.op === 'present';
    if (name !== undefined && doubtful && !isInherited(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const { root } of irs) visit(root);
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name);
}
