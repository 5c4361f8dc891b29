import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// People of the demo are made up, and one name is one person: in every cast, and among those that profiles make besides.

interface Cast {
  readonly label: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}
interface Profile {
  readonly people: {
    readonly name: string;
    readonly surnames: readonly string[];
    readonly numerals: readonly string[];
  };
}

const ROOT = import.meta.dirname;
const read = <T>(pack: string, file: string): T | undefined => {
  const path = join(ROOT, pack, 'demo', file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
};

const scenes = readdirSync(ROOT).filter((pack) => existsSync(join(ROOT, pack, 'demo', 'cast.json')));
const named = scenes.flatMap((scene): { name: string; where: string }[] => {
  const cast = read<Cast>(scene, 'cast.json')?.people ?? [];
  const made = read<Profile>(scene, 'profile.json')?.people;
  return [
    ...cast.map(({ id, name }) => ({ name, where: `${scene} ${id}` })),
    ...(made?.surnames ?? []).flatMap((surname) =>
      (made?.numerals ?? []).map((numeral) => ({
        name: (made?.name ?? '').replace('{surname}', surname).replace('{numeral}', numeral),
        where: `${scene} profile`,
      })),
    ),
  ];
});

test('a name of the demo is one person in all scenes', () => {
  const persons = new Map<string, string[]>();
  for (const { name, where } of named) persons.set(name, [...(persons.get(name) ?? []), where]);
  expect(Object.fromEntries([...persons].filter(([, where]) => where.length > 1))).toEqual({});
  expect(scenes.length).toBeGreaterThanOrEqual(4);
  expect(persons.size).toBeGreaterThan(100);
});

test('an id of the demo is one person in all scenes', () => {
  const ids = scenes.flatMap((scene) => (read<Cast>(scene, 'cast.json')?.people ?? []).map(({ id }) => id));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('names say that they are made up, and so does every cast', () => {
  expect(named.filter(({ name }) => !name.startsWith('演示·'))).toEqual([]);
  for (const scene of scenes) expect(read<Cast>(scene, 'cast.json')?.label).toBe('演示数据·人员虚构');
});
