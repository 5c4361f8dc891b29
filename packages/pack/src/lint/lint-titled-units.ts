import type { JsonValue } from '@cebao/engine';
import type { FactSpec } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { AFTER_UNIT, BARE_UNITS, BEFORE_UNIT, UNIT_WORDS } from './messages/unit-words.ts';
import { shapeOfField } from './shape.ts';

type Schema = Readonly<Record<string, JsonValue>>;

const WORDS = UNIT_WORDS.map(([word]) => word).join('|');
const BRACKETED = new RegExp(`(?:${BEFORE_UNIT})(${WORDS})(?:${AFTER_UNIT}|$)`, 'u');
const BARE = new RegExp(`(${BARE_UNITS.join('|')})$`, 'u');

/** Names that say a unit, against the unit in which the number is kept. */
export function lintTitledUnits(chain: Chain, findings: Findings): void {
  const { pack } = chain;
  const judge = (title: string | undefined, unit: string | undefined, path: string) => {
    const said = title === undefined ? undefined : (BRACKETED.exec(title) ?? BARE.exec(title))?.[1];
    const meant = UNIT_WORDS.find(([word]) => word === said)?.[1];
    if (said !== undefined && meant && unit !== undefined && !meant.includes(unit))
      findings.problem('titledUnitDiffers', path, { name: title as string, said, unit });
  };
  for (const param of pack.params) judge(param.title, param.unit, `${chain.file('param', param.id)}/title`);
  for (const form of pack.forms) {
    const visit = (schema: Schema, path: string) => {
      for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
        const at = `${path}/properties/${name}`;
        const { unit } = shapeOfField(field);
        if (typeof field.title === 'string') judge(field.title, unit, `${at}/title`);
        visit(field, at);
        if (field.items) visit(field.items as Schema, `${at}/items`);
      }
    };
    visit(form.schema as Schema, `${chain.file('form', form.id)}/schema`);
  }
  for (const decision of pack.decisions) {
    const at = chain.file('decision', decision.id);
    const visit = (spec: Omit<FactSpec, 'title'> & { title?: string }, path: string) => {
      judge(spec.title, spec.unit, `${path}/title`);
      if (spec.items) visit(spec.items as FactSpec, `${path}/items`);
      for (const [name, child] of Object.entries(spec.properties ?? {})) visit(child, `${path}/properties/${name}`);
    };
    for (const [name, spec] of Object.entries(decision.facts)) visit(spec, `${at}/facts/${name}`);
    for (const [name, unit] of Object.entries(decision.units ?? {}))
      judge(decision.labels?.[name], unit, `${at}/labels/${name}`);
  }
}
