import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { expect, it } from 'vitest';
import type { Commit } from '../store.ts';
import { openForTest } from './testing/open-for-test.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

it('control: the raw driver reads and writes files for whoever gets text into a statement', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'raw.db');
  const database = new Database(path);
  database.prepare('select writefile(?, ?)').get([join(folder, 'written'), 'by a statement']);
  const read = database.prepare('select cast(readfile(?) as text) as t').get([join(folder, 'written')]);
  expect(read).toMatchObject({ t: 'by a statement' });
});

it('builds no statement from text: only fixed text reaches the driver, at one door', () => {
  const here = dirname(fileURLToPath(import.meta.url));
  const findings: string[] = [];
  let lines = 0;
  for (const file of readdirSync(here).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))) {
    const text = readFileSync(join(here, file), 'utf8');
    lines += text.split('\n').length;
    const find = (pattern: RegExp, allowed: readonly string[]) => {
      for (const [found] of text.matchAll(pattern)) if (!allowed.includes(file)) findings.push(`${file}: ${found}`);
    };
    // The driver itself, and the statements it is given.
    find(/new Database\(|from 'libsql'|database\.\w+\(/g, ['connection.ts']);
    // Text put into SQL by hand: Kysely's `sql` binds what stands in `${}`, `raw`, `lit` and joined text do not.
    find(/sql\.(?:raw|lit|join)\(/g, ['migrations.ts']);
    find(/(?<!sql|sql<\w+>)`[^`]*\b(?:select|insert|update|delete|pragma|create|drop|attach|vacuum)\b[^`]*\$\{/gi, []);
    find(/['"`][^'"`]*\b(?:select|insert|update|delete|pragma|attach|vacuum)\b[^'"`]*['"`]\s*\+/gi, []);
    // Statements that are run as text are whole literals.
    find(/(?<!Promise)\.all\((?!connection|copy|first|probe)\s*[^'"\s)]/g, ['query.ts', 'dialect.ts', 'connection.ts']);
    find(/\.exec\((?!')/g, ['connection.ts']);
    find(/readfile|writefile|fsdir|load_extension/g, []);
  }
  expect(findings).toEqual([]);
  expect(lines).toBeGreaterThan(800);
});

it('finds a statement built from text, so that the check above can fail', () => {
  const pattern = /(?<!sql|sql<\w+>)`[^`]*\b(?:select|insert)\b[^`]*\$\{/i;
  const put = '$'.concat('{key}');
  expect(`connection.all(\`select * from t where k = ${put}\`, [])`).toMatch(pattern);
  expect(`sql\`select * from t where k = ${put}\``).not.toMatch(pattern);
});

it('takes statements typed as text through every door for text', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'cebao.db');
  const store = await openForTest(path);
  const loot = join(folder, 'loot');
  const target = join(folder, 'target');
  writeFileSync(loot, 'SECRET');
  const attacks = [
    `'); select writefile('${target}', 'x'); --`,
    `' || readfile('${loot}') || '`,
    `" OR 1=1; attach '${target}' as t; --`,
    `*" OR scope : "v1`,
    `${'`'}; vacuum into '${target}'; --`,
    `{tokens scope} : x NEAR(y, 2)`,
    `?1`,
    `:name`,
    `%' or readfile('${loot}') like '%`,
  ];
  for (const [i, attack] of attacks.entries()) {
    const at = '2026-11-25T09:30:00+08:00';
    const commit: Commit = {
      streams: [
        { stream: attack, expectedVersion: 0, events: [{ type: attack, schema: 1, at: attack, body: attack }] },
      ],
      documents: [
        {
          put: {
            collection: attack,
            key: attack,
            value: attack,
            text: attack,
            views: [{ view: attack, order: attack }],
          },
        },
      ],
      decisions: [
        {
          revision: attack,
          semantics: '1',
          region: attack,
          at,
          decision: attack,
          facts: attack,
          answer: attack,
          caseId: attack,
        },
      ],
      revisions: [{ revision: attack, region: attack, layered: attack }],
      attachments: [{ id: attack, bytes: new Uint8Array([1]), mediaType: attack, name: attack }],
      idempotency: { key: attack, request: attack, result: attack },
    };
    expect(await store.commit(commit)).toMatchObject({ ok: true, value: { events: [{ seq: i + 1, stream: attack }] } });
    const document = { key: attack, value: attack };
    expect(await store.readStream(attack)).toMatchObject([{ type: attack, at: attack, body: attack }]);
    expect(await store.readDocument(attack, attack)).toMatchObject(document);
    expect(await store.listDocuments(attack, { prefix: attack })).toMatchObject([document]);
    expect(await store.listDocuments(attack, { after: attack })).toEqual([]);
    expect(await store.listView(attack, attack)).toMatchObject({ documents: [document] });
    expect(await store.listView(attack, attack, { after: { order: attack, id: 0 } })).toMatchObject({
      documents: [document],
    });
    expect(await store.searchDocuments(attack, attack, { views: [attack] })).toMatchObject({ documents: [document] });
    expect(await store.readDecisions(attack)).toMatchObject([{ decision: attack, answer: attack }]);
    expect(await store.readRevision(attack)).toMatchObject({ region: attack });
    expect(await store.listRevisions(attack)).toHaveLength(1);
    expect(await store.readAttachment(attack)).toMatchObject({ name: attack });
    expect(await store.readReceipt(attack)).toMatchObject({ result: attack });
    expect(JSON.stringify(await store.readAll())).not.toContain('SECRET');
  }
  expect(await store.backup(join(folder, attacks[1]?.replaceAll('/', '_') ?? ''))).toMatchObject({ ok: true });
  expect(existsSync(target)).toBe(false);
  expect(await store.verifyChain()).toMatchObject({ ok: true, count: attacks.length });
});
