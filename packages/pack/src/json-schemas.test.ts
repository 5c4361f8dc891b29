import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packJsonSchemas } from './json-schemas.ts';

const folder = new URL('../schemas/', import.meta.url);

it('the published schemas are those of the format: npm run schemas -w @cebao/pack', () => {
  const published = Object.fromEntries(
    readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
  );
  expect(published).toEqual(JSON.parse(JSON.stringify(packJsonSchemas())));
});
