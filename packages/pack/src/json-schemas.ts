import { z } from 'zod';
import * as format from './format.ts';

/** File name under `schemas/` → zod schema of the kind it describes. */
const KINDS = {
  pack: format.packManifest,
  sources: format.sourcesFile,
  places: format.placesFile,
  roles: format.rolesFile,
  remove: format.removeFile,
  homonyms: format.homonymsFile,
  param: format.param,
  decision: format.decision,
  form: format.form,
  flow: format.flow,
  register: format.register,
  list: format.list,
  calendar: format.calendar,
  indicator: format.indicator,
  figures: format.figures,
  elements: format.elements,
  report: format.report,
  match: format.match,
  meeting: format.meeting,
  survey: format.survey,
  examples: format.examplesFile,
  messages: format.messagesFile,
} as const;

/**
 * The published JSON Schemas of the pack format, one per kind of file, generated from the zod definitions so that an
 * editor completes and checks what `validate` will accept.
 *
 * @example
 * packJsonSchemas()['param.schema.json']; // { $schema: 'https://json-schema.org/draft/2020-12/schema', … }
 */
export function packJsonSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(KINDS).map(([name, schema]) => [
      `${name}.schema.json`,
      z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any' }),
    ]),
  );
}
