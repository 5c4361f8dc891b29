import { fileURLToPath } from 'node:url';
import { coverExamples, killedShare, runMutants, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { describe, expect, it } from 'vitest';

const sources = loadRules(fileURLToPath(new URL('.', import.meta.url)));
const packs = sources.ok ? validatePacks(sources.value) : sources;
if (!packs.ok) throw new Error(JSON.stringify(packs.issues));

describe('the examples of these packs', () => {
  const report = runMutants(packs.value);

  it('notice nearly every small change of the rules', () => {
    expect(report.mutants).toBeGreaterThan(500);
    expect(killedShare(report)).toBeGreaterThanOrEqual(0.85);
  });

  it.each(Object.entries(report.decisions))('notice them in %s', (_decision, score) => {
    expect(killedShare(score)).toBeGreaterThanOrEqual(0.35);
  });

  it('touch nearly every rule, fault, step and reason', () => {
    const told = new Set(['rule', 'fault', 'step', 'reason', 'status']);
    // In force on every day: their own rules say since when the mechanism exists.
    const always = new Set(
      packs.value.flatMap((pack) => pack.decisions.filter(({ from }) => from === '0001-01-01').map(({ id }) => id)),
    );
    const lines = coverExamples(packs.value).flatMap(({ decision, lines }) =>
      lines
        .filter(({ kind, id }) => told.has(kind) && !(id === 'notEvidenced' && always.has(decision)))
        .map((line) => ({ ...line, decision })),
    );
    const open = lines.filter(({ examples }) => examples.length === 0).map(({ decision, id }) => `${decision} ${id}`);
    expect(open.length / lines.length, open.join('\n')).toBeLessThan(0.03);
  });
});
