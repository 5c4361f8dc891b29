import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Result } from '@cebao/engine';
import type { Rulebook } from '@cebao/pack';
import { findUpward } from './find-upward.ts';
import { readRulebook } from './read-rulebook.ts';

/**
 * Loads rules from a folder, or as they stood at a git revision of the nearest `rules`.
 *
 * @example
 * readRevision('main~3');
 */
export function readRevision(name: string | undefined): Result<Rulebook> {
  if (name === undefined || existsSync(name)) return readRulebook(name);
  const rules = findUpward('rules');
  const folder = mkdtempSync(join(tmpdir(), 'cebao-revision-'));
  try {
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', dirname(rules), ...args], {
        maxBuffer: 64_000_000,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    if (name.startsWith('-')) throw new Error(name);
    const prefix = `${basename(rules)}/`;
    const files = git('ls-tree', '-r', '-z', '--name-only', name, '--', prefix).toString('utf8').split('\0');
    for (const file of files) {
      if (!file.endsWith('.json')) continue;
      const target = join(folder, file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, git('show', `${name}:./${file}`));
    }
    return readRulebook(join(folder, basename(rules)));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error);
    return { ok: false, issues: [{ code: 'revisionUnreadable', path: '', params: { name, reason } }] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
