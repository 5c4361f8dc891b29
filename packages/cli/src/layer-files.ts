import type { JsonValue } from '@cebao/engine';
import { fill } from '@cebao/pack';
import { jsonLines } from './json-lines.ts';
import { messages } from './messages/zh-CN.ts';

/** What a new layer is. */
export interface NewLayer {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  readonly parent: { readonly id: string; readonly title: string; readonly version?: string | undefined };
  /** Folder of the pack schemas, as seen from the layer's folder. */
  readonly schemas: string;
  /** The one number that is different here. */
  readonly change?: {
    readonly param: string;
    readonly title: string;
    readonly value: JsonValue;
    readonly from: string;
    /** The value before and the new one, in Chinese. */
    readonly words: { readonly before: string; readonly after: string };
  };
}

export interface LayerFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a new layer: with a change only what states it (pack, param, changelog: ten lines at most), else the
 * whole frame: pack, package pinned to its parent, sources, changelog and a place for examples.
 */
export function layerFiles(layer: NewLayer): LayerFile[] {
  const { id, title, region, parent, schemas, change } = layer;
  const words = messages.newLayer;
  const manifest = { id, format: 1, title, region, extends: parent.id };
  if (change) {
    const { param, value, from } = change;
    return [
      { path: 'pack.json', text: jsonLines(manifest) },
      {
        path: `params/${param}.json`,
        text: jsonLines({ kind: 'param', id: param, values: [{ from, value, basis: 'assumption' }] }),
      },
      {
        path: 'CHANGELOG.md',
        text: `${fill(words.changelogTitle, { title, id })}\n${fill(words.changed, { ...change.words, title: change.title, from })}\n`,
      },
    ];
  }
  return [
    {
      path: 'pack.json',
      text: spread({ $schema: `${schemas}/pack.schema.json`, ...manifest, authority: '', objection: '' }),
    },
    {
      path: 'package.json',
      text: spread({
        name: `@cebao-rules/${id}`,
        version: '0.1.0',
        license: 'Apache-2.0',
        files: ['**/*.json', 'CHANGELOG.md'],
        dependencies: { [`@cebao-rules/${parent.id}`]: parent.version ?? '*' },
      }),
    },
    { path: 'sources.json', text: spread({ $schema: `${schemas}/sources.schema.json`, sources: [] }) },
    { path: `examples/${id}.json`, text: spread({ $schema: `../${schemas}/examples.schema.json`, examples: [] }) },
    {
      path: 'CHANGELOG.md',
      text: `${fill(words.changelogTitle, { title, id })}\n\n${words.changelogReaders}\n\n## 0.1.0\n\n${fill(words.founded, { parent: parent.title })}\n`,
    },
  ];
}

/** One key to a line, as the formatter leaves it. */
function spread(value: Readonly<Record<string, JsonValue>>): string {
  const list = JSON.stringify(value, null, 2).replace(
    /\[\n\s+("[^[\]]*")\n\s+\]/g,
    (_, inner: string) => `[${inner.replace(/\n\s+/g, ' ')}]`,
  );
  return `${list}\n`;
}
