import type { Basis, Figure, Source } from '../format.ts';
import { isWithin } from '../level.ts';
import type { Pack } from '../pack.ts';

/** A figure with everything it is labelled with: place, day, document. */
export interface FigureRow extends Figure {
  /** Place of the pack: whom the figure is about. */
  readonly place: string;
  readonly placeTitle: string;
  /** The day by which figures are put in order, how that day is known, and the date as people read it. */
  readonly on: string;
  readonly basis: Basis;
  readonly dated: string;
  readonly source: Source;
}

/** Where figures do not fit together, for policy staff. */
export interface FigureNote {
  readonly id: string;
  readonly place: string;
  readonly title: string;
  readonly text: string;
  readonly figures: readonly string[];
}

/**
 * The figures that sources report about a place and what lies below it, by place, day and number; without a region those
 * of all packs. They are for reading beside what a place counts itself: nothing decides by them, and they are no part of
 * a revision.
 *
 * @example
 * figureRows(rulebook.packs, 'nm/ordos'); // [{ title, value, unit, qualifier, dated, source, quote, … }]
 */
export function figureRows(packs: readonly Pack[], region?: string): FigureRow[] {
  const sources = new Map(packs.flatMap((pack) => pack.sources.map((source) => [source.id, source] as const)));
  return below(packs, region).flatMap((pack) =>
    pack.figures.flatMap(({ source: id, on, basis, dated, figures }) => {
      const source = sources.get(id);
      if (source === undefined) return [];
      const { region: place, title: placeTitle } = pack.manifest;
      return figures.map((figure): FigureRow => ({ ...figure, place, placeTitle, on, basis, dated, source }));
    }),
  );
}

/** The notes on figures of a place and what lies below it. */
export function figureNotes(packs: readonly Pack[], region?: string): FigureNote[] {
  return below(packs, region).flatMap((pack) =>
    pack.figures.flatMap(({ notes = [] }) =>
      notes.map(({ id, title, text, figures = [] }) => ({ id, place: pack.manifest.region, title, text, figures })),
    ),
  );
}

function below(packs: readonly Pack[], region: string | undefined): Pack[] {
  return packs
    .filter(({ manifest }) => region === undefined || isWithin(manifest.region, region))
    .sort((a, b) => (a.manifest.region < b.manifest.region ? -1 : 1));
}
