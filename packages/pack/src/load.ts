import type { JsonValue } from '@cebao/engine';

/**
 * A pack as it was found: its folder and the JSON of each file, with the path inside the folder
 * (`decisions/route.json`). Reading a disk is the business of the `./files` door; everything from here on is pure.
 */
export interface PackSource {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly json: JsonValue }[];
}
