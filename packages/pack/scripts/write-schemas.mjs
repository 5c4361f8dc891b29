// Writes schemas/*.schema.json from the format's definitions. Run after a build: npm run schemas -w @cebao/pack
import { writeFileSync } from 'node:fs';
import { packJsonSchemas } from '../dist/json-schemas.js';

for (const [name, schema] of Object.entries(packJsonSchemas())) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
