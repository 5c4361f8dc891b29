export { type FigureNote, type FigureRow, figureNotes, figureRows } from './figure-rows.ts';
export { sayFigure } from './say-figure.ts';
