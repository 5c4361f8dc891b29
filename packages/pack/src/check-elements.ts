import type { Issue, JsonValue } from '@cebao/engine';
import { DEEPEST_LETS } from './check-size.ts';
import { partsOfElement } from './elements.ts';
import { measureNames } from './named-values.ts';
import type { Pack } from './pack.ts';

/** What checking references of a pack offers to the check of one kind. */
interface References {
  everywhere(folder: string, item: object, at: string): void;
  demand(kind: 'element' | 'decision' | 'body', name: string | undefined, at: string): void;
  demandColumn(register: string, column: string | undefined, at: string): void;
  at(kind: string, id: string): string;
}

/**
 * Checks the dictionaries and reports of a pack: every element a report asks for is there, every register and column an
 * element is held in, every element another is worked out from, and nothing is worked out from itself.
 */
export function checkElements(pack: Pack, chain: readonly Pack[], refs: References, issues: Issue[]): void {
  const stated = [...chain].reverse().flatMap((layer) => layer.elements.flatMap((file) => file.elements));
  const readsOf = (value: unknown): string[] => (value === undefined ? [] : partsOfElement(value as JsonValue));
  const measured = measureNames(
    new Map(
      stated.flatMap((one) => (one.value === undefined ? [] : [[one.id, { nodes: 1, reads: readsOf(one.value) }]])),
    ),
  );
  for (const file of pack.elements) {
    const where = refs.at('elements', file.id);
    refs.everywhere('elements', file, where);
    refs.demand('decision', file.handling?.decision, `${where}/handling/decision`);
    refs.demand('decision', file.reduction?.decision, `${where}/reduction/decision`);
    for (const [index, element] of file.elements.entries()) {
      const at = `${where}/elements/${index}`;
      const above = stated.filter(({ id }) => id === element.id);
      for (const key of ['title', 'type'] as const)
        if (above.every((one) => one[key] === undefined))
          issues.push({ code: 'missingKey', path: `${at}/${key}`, params: { name: key, expected: 'string' } });
      if (above.filter((one) => file.elements.includes(one)).length > 1)
        issues.push({ code: 'duplicateId', path: `${at}/id`, params: { id: element.id, other: file.id } });
      if (element.from) {
        refs.demandColumn(element.from.register, element.from.column, `${at}/from`);
        if (element.from.day !== undefined) refs.demandColumn(element.from.register, element.from.day, `${at}/from`);
        if (element.from.take !== 'count' && element.from.column === undefined)
          issues.push({
            code: 'missingKey',
            path: `${at}/from/column`,
            params: { name: 'column', expected: 'string' },
          });
      }
      for (const name of readsOf(element.value)) refs.demand('element', name, `${at}/value`);
      if (element.value === undefined) continue;
      const { isCircular, depth } = measured.get(element.id) ?? { isCircular: false, depth: 0 };
      if (isCircular) issues.push({ code: 'circularElement', path: `${at}/value`, params: { id: element.id } });
      else if (depth > DEEPEST_LETS)
        issues.push({
          code: 'letTooDeep',
          path: `${at}/value`,
          params: { name: element.id, limit: DEEPEST_LETS },
        });
    }
  }
  for (const report of pack.reports) {
    const where = refs.at('report', report.id);
    refs.everywhere('reports', report, where);
    for (const body of report.answeredBy) refs.demand('body', body, `${where}/answeredBy`);
    for (const [index, { element }] of report.elements.entries()) {
      refs.demand('element', element, `${where}/elements/${index}/element`);
      if (report.elements.findIndex((one) => one.element === element) < index)
        issues.push({
          code: 'duplicateId',
          path: `${where}/elements/${index}/element`,
          params: { id: element, other: report.id },
        });
    }
  }
}
