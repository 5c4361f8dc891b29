import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLink, openConnection, settle } from './connection.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const open = () => openConnection(join(temporaryFolder(), 'file.db'), { busyTimeout: 0 });

it('sets durability and forgetting whatever the connection had before', () => {
  const connection = open();
  for (const opposite of [
    'journal_mode = DELETE',
    'synchronous = OFF',
    'secure_delete = OFF',
    'foreign_keys = OFF',
    'trusted_schema = ON',
  ])
    connection.all(`PRAGMA ${opposite}`, []);
  settle(connection);
  const read = (name: string) => Object.values(connection.all(`PRAGMA ${name}`, [])[0] ?? {})[0];
  expect(['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'trusted_schema'].map(read)).toEqual([
    'wal',
    2,
    1,
    1,
    0,
  ]);
});

it('says so when a setting does not take', () => {
  const connection = openConnection(':memory:', { busyTimeout: 0 });
  expect(() => settle(connection)).toThrow('journal_mode');
});

it('is thrown away after any error, and opened anew when needed', () => {
  let opened = 0;
  const link = createLink(() => {
    opened++;
    return open();
  });
  const one = link.use((connection) => connection);
  expect(link.use((connection) => connection)).toBe(one);
  expect(() => link.use((connection) => connection.all('select nonsense', []))).toThrow();
  expect(() => one.all('select 1 as n', [])).toThrow('thrown away');
  expect(link.use((connection) => connection.all('select 1 as n', []))).toEqual([{ n: 1 }]);
  expect(opened).toBe(2);
});

it('ends an unfinished transaction when it is thrown away, so that nobody waits for it', () => {
  const path = join(temporaryFolder(), 'file.db');
  const first = openConnection(path, { busyTimeout: 0 });
  first.all('create table t (x)', []);
  first.exec('BEGIN IMMEDIATE');
  first.all('insert into t values (?)', [1]);
  first.discard();
  // Again, and asked afterwards: the driver would abort the process.
  first.discard();
  expect(first.inTransaction).toBe(false);
  expect(() => first.exec('COMMIT')).toThrow('thrown away');
  const second = openConnection(path, { busyTimeout: 0 });
  second.exec('BEGIN IMMEDIATE');
  expect(second.all('select count(*) as n from t', [])).toEqual([{ n: 0 }]);
  second.exec('COMMIT');
});

it('gives rows that hold their columns and nothing else', () => {
  expect(JSON.stringify(open().all("select 1 as a, 'x' as b, null as c, 0.5 as d", []))).toBe(
    '[{"a":1,"b":"x","c":null,"d":0.5}]',
  );
});

it('prepares more statements than it keeps', () => {
  const connection = open();
  for (let i = 0; i < 500; i++) expect(connection.all(`select ${i} as n`, [])).toEqual([{ n: i }]);
});
