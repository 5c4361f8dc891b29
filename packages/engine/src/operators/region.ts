import { BOOLEAN } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import { binary, type Operator } from '../operator.ts';
import { refuse } from '../refusal.ts';

function demandPlace(value: JsonValue, path: string): string {
  if (value === null) return refuse('missingOperand', path, { kind: 'null' });
  return typeof value === 'string' && value !== '' ? value : refuse('notText', path, { kind: kindOf(value) });
}

/** Places of the administrative tree, written as paths. */
export const regionOperators: readonly Operator[] = [
  {
    name: 'within',
    min: 2,
    max: 2,
    standard: false,
    doc: 'Whether the first place is the second or lies below it.',
    example: { within: [{ var: 'hukou' }, { var: '$region' }] },
    check: (args, report) => {
      for (const arg of args)
        if (arg.kind === 'literal' && (typeof arg.value !== 'string' || arg.value === ''))
          report(arg.value === null ? 'missingOperand' : 'notText', arg, { kind: kindOf(arg.value) });
    },
    answers: BOOLEAN,
    apply: binary((place, ancestor, run, path) => {
      const lower = demandPlace(place, path);
      const upper = demandPlace(ancestor, path);
      run.chargeText(lower, path);
      return lower === upper || lower.startsWith(`${upper}/`);
    }),
  },
];
