import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Pack, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import type { Cast } from '../src/demo/cast-documents.ts';

/** The folder of the packs of this repository. */
export const RULES = fileURLToPath(new URL('../../../rules', import.meta.url));

/** The packs of this repository, valid or an exception that shows what is wrong. */
export function repositoryPacks(): readonly Pack[] {
  const sources = loadRules(RULES);
  const packs = sources.ok ? validatePacks(sources.value) : sources;
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 5), null, 1));
  return packs.value;
}

/** The cast of the demo scene that the pack in this folder brings. */
export function castOf(folder: string): Cast {
  return JSON.parse(readFileSync(`${RULES}/${folder}/demo/cast.json`, 'utf8')) as Cast;
}
