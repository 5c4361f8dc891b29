import { fileURLToPath } from 'node:url';
import { createRulebook, runExamples, validatePacks, wordsForIssue } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { describe, expect, it } from 'vitest';

/** The packs of matters, and the packs by which the linter looks at them. */
const FOLDERS = { 'the packs of this repository': '.', 'the rules of the linter': './lint' };

for (const [name, folder] of Object.entries(FOLDERS))
  describe(name, () => {
    const sources = loadRules(fileURLToPath(new URL(folder, import.meta.url)));
    const packs = sources.ok ? validatePacks(sources.value) : sources;

    it('are valid', () => {
      expect(packs.ok ? [] : packs.issues.map((issue) => `${issue.path}: ${wordsForIssue(issue)}`)).toEqual([]);
    });

    const rulebook = packs.ok ? createRulebook(packs.value) : undefined;
    for (const result of rulebook ? runExamples(rulebook) : []) {
      it(`${result.example.id} ${result.example.title}`, () => {
        expect({ issues: result.issues, differences: result.differences }).toEqual({ issues: [], differences: [] });
      });
    }
  });
