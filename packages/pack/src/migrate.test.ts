import { expect, it } from 'vitest';
import { type FormatMigration, migratePack } from './migrate.ts';

const source = (format: unknown) => ({
  folder: 'p',
  files: [
    { path: 'pack.json', json: { format } as never },
    { path: 'params/a.json', json: { amount: 5 } },
  ],
});
const renamed: FormatMigration = {
  from: 1,
  title: 'amount is called value',
  migrate: ({ path, json }) =>
    path.startsWith('params/') ? { path, json: { value: (json as { amount: number }).amount } } : { path, json },
};

it('brings a pack forward step by step, and its manifest says the new version', () => {
  const done = migratePack(source(1), [renamed, { ...renamed, from: 2, migrate: (file) => file }], 3);
  expect(done.ok && done.value.files.map(({ json }) => json)).toEqual([{ format: 3 }, { value: 5 }]);
});

it('refuses a newer pack, and an older one for which a step is missing', () => {
  const codes = [migratePack(source(9)), migratePack(source(1), [], 2)].map((done) =>
    done.ok ? 'ok' : done.issues[0]?.code,
  );
  expect(codes).toEqual(['formatTooNew', 'formatTooOld']);
});

it('leaves a pack of this version and an unreadable manifest as they are', () => {
  for (const same of [source(1), source('x')]) expect(migratePack(same)).toEqual({ ok: true, value: same });
});
