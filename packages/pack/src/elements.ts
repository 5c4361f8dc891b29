import { type JsonValue, parseExpression } from '@cebao/engine';
import type { Elements, StatedElement } from './format.ts';
import type { LayeredPack } from './layered-pack.ts';

/** A data element as it holds at a place: everything the layers say of it, the lower ones last. */
export interface DataElement extends StatedElement {
  readonly title: string;
  readonly type: NonNullable<StatedElement['type']>;
  readonly keeps: NonNullable<StatedElement['keeps']>;
}

/** The dictionary of a place: its elements by id, and the decisions that speak about reports. */
export interface Dictionary {
  readonly elements: ReadonlyMap<string, DataElement>;
  readonly handling?: Elements['handling'];
  readonly reduction?: Elements['reduction'];
}

/**
 * The data elements that hold at a place, upper layers first; a lower layer's words on an element go before the upper
 * layer's, key by key, and its synonyms are added.
 *
 * @example
 * readDictionary(policy.layered).elements.get('serviceSessions')?.from; // { register: '…', take: 'count' }
 */
export function readDictionary(layered: LayeredPack): Dictionary {
  const files = Object.values(layered.elements ?? {}).sort((a, b) => a.layer - b.layer);
  const found = new Map<string, DataElement>();
  let decisions: Pick<Dictionary, 'handling' | 'reduction'> = {};
  for (const { item } of files) {
    for (const stated of item.elements) {
      const upper = found.get(stated.id);
      const synonyms = [...new Set([...(upper?.synonyms ?? []), ...(stated.synonyms ?? [])])];
      found.set(stated.id, {
        ...upper,
        ...stated,
        title: stated.title ?? upper?.title ?? stated.id,
        type: stated.type ?? upper?.type ?? 'text',
        keeps: stated.keeps ?? upper?.keeps ?? 'period',
        basis: stated.basis ?? upper?.basis ?? item.basis,
        ...(synonyms.length === 0 ? {} : { synonyms }),
      });
    }
    const { handling = decisions.handling, reduction = decisions.reduction } = item;
    decisions = { ...(handling ? { handling } : {}), ...(reduction ? { reduction } : {}) };
  }
  return { elements: found, ...decisions };
}

/**
 * The elements that an element's `value` is worked out from.
 *
 * @example
 * partsOfElement({ difference: [{ var: 'contractTotal' }, { var: 'paidTotal' }] }); // ['contractTotal', 'paidTotal']
 */
export function partsOfElement(value: JsonValue): string[] {
  const parsed = parseExpression(value);
  return parsed.ok ? [...new Set(parsed.value.reads.vars.map((name) => name.split('.')[0] as string))] : [];
}
