import type { Ir, IrNode, SlotTable } from '../ir/ir.ts';
import { LIMITS } from '../limits.ts';
import type { Access } from './access.ts';
import { answerWith } from './answers.ts';
import { Code } from './code.ts';
import { condition, jump } from './conditions.ts';
import { truth } from './demands.ts';
import type { Given } from './given.ts';
import { countOf, loopValue } from './loops.ts';
import type { KeyOf } from './shared-parts.ts';
import { valueOf } from './values.ts';
import type { Exits, Writer } from './writer.ts';

/** What a rule is written into. */
export interface RuleFrame {
  readonly access: Access;
  readonly slots: SlotTable;
  /** `answer` is given the text of the answer; `doubt` is a whole statement. */
  readonly exits: Exits;
  readonly shared: ReadonlyMap<string, Given>;
  readonly names: { name: number };
  readonly keyOf: KeyOf;
  readonly eager: boolean;
  constant(made: string): string;
  table(values: readonly string[]): number;
}

/** The statements of one rule, and whether it meters as it runs. Throws `Unsupported` for what the closures keep. */
export function writeRule(ir: Ir, frame: RuleFrame): { readonly lines: readonly string[]; readonly metered: boolean } {
  const code = new Code(frame.names);
  let metered = false;
  const exits: Exits = {
    doubt: frame.exits.doubt,
    answer: (text) => {
      const leave = frame.exits.answer(text);
      return metered ? `if (meter.n > ${LIMITS.fuel - ir.fuel}) ${frame.exits.doubt} ${leave}` : leave;
    },
  };
  const w = writerOf({ ...frame, exits }, code, () => {
    metered = true;
  });
  answerWith(w, ir.root);
  return { lines: metered ? ['meter.n = 0;', ...code.lines] : code.lines, metered };
}

/** A writer over a frame: the parts of the generator, joined. */
export function writerOf(frame: RuleFrame, code: Code, meter: () => void): Writer {
  const part = (node: IrNode) => (frame.shared.size === 0 ? undefined : frame.shared.get(frame.keyOf(node) ?? ''));
  const w: Writer = {
    code,
    access: frame.access,
    slots: frame.slots,
    exits: frame.exits,
    items: new Map(),
    shared: frame.shared,
    eager: frame.eager,
    keyOf: frame.keyOf,
    part,
    constant: (made) => frame.constant(made),
    table: (values) => frame.table(values),
    meter: () => {
      // A rule meters when it writes a statement that does, and an expression never does.
      code.line('');
      code.lines.pop();
      meter();
    },
    value: (node) => part(node) ?? valueOf(w, node),
    condition: (node) => {
      const shared = part(node);
      return shared === undefined ? condition(w, node) : truth(w, shared);
    },
    jump: (node, when, label) => jump(w, node, when, label),
    loop: (node) => loopValue(w, node),
    count: (node) => countOf(w, node),
  };
  return w;
}
