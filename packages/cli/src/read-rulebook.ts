import type { Result } from '@cebao/engine';
import { createRulebook, type Rulebook, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { findUpward } from './find-upward.ts';

/** Loads and validates a rules folder, by default the nearest `rules`, ready to answer. */
export function readRulebook(folder: string = findUpward('rules')): Result<Rulebook> {
  const sources = loadRules(folder);
  if (!sources.ok) return sources;
  const packs = validatePacks(sources.value);
  return packs.ok ? { ok: true, value: createRulebook(packs.value) } : packs;
}
