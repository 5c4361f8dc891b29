import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '@cebao/engine';
import type { Rulebook } from '@cebao/pack';
import { findUpward } from './find-upward.ts';
import { readRulebook } from './read-rulebook.ts';

/** The packs by which the linter looks for burdens: `lint` in the rules folder, or in the nearest one; none is no fault. */
export function readBurdenRules(rules: string = findUpward('rules')): Result<Rulebook> | undefined {
  const folder = [join(rules, 'lint'), join(findUpward('rules'), 'lint')].find((one) => existsSync(one));
  return folder === undefined ? undefined : readRulebook(folder);
}
