import type { Me, RegionRow } from '@cebao/server/client';

/** The region a person asks for first: the nearest pack at or above their own place, else the deepest pack there is. */
export function homeRegion(regions: readonly RegionRow[], me: Me | null): string {
  const packs = regions.filter(({ pack }) => pack).sort((a, b) => b.path.split('/').length - a.path.split('/').length);
  const own = me?.person.assignments
    .map(({ place }) => packs.find(({ path }) => place === path || place.startsWith(`${path}/`)))
    .find((found) => found !== undefined);
  return (own ?? packs[0])?.path ?? '';
}
