/** The administrative levels, upper first: the level of a path is its depth. */
export const LEVELS = [
  'region',
  'league-city',
  'banner-county',
  'township-street',
  'village-community',
  'estate',
  'grid',
  'building',
  'unit',
] as const;

export type Level = (typeof LEVELS)[number];

/** The level of a region path: `nm/ordos` is a `league-city`. Deeper than the ladder counts as its last rung. */
export function levelOf(region: string): Level {
  return LEVELS[Math.min(region.split('/').length, LEVELS.length) - 1] as Level;
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}
