import type { Homonym } from '../format.ts';
import type { Pack } from '../pack.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';

const KINDS = [
  'params',
  'decisions',
  'forms',
  'flows',
  'registers',
  'lists',
  'indicators',
  'reports',
  'matches',
  'meetings',
  'surveys',
] as const;

interface Titled {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/**
 * One word for several mechanisms: an item whose title has such a word must belong to one of the mechanisms that are
 * listed for it, two items of one kind must not have one title, and an item of a lower layer must not take the id of
 * another mechanism's.
 */
export function lintHomonyms(chain: Chain, findings: Findings): void {
  const homonyms = chain.packs.flatMap((pack) => pack.homonyms ?? []);
  for (const [index, { word, variants }] of (chain.pack.homonyms ?? []).entries())
    for (const [i, { system, title }] of variants.entries()) {
      const other = variants.slice(0, i).find((one) => system !== undefined && one.system === system);
      if (other)
        findings.problem('homonymTwice', `${chain.pack.folder}/homonyms.json#/homonyms/${index}/variants/${i}/system`, {
          name: word,
          id: system as string,
          title,
          other: other.title,
        });
    }
  const mine = titledIn(chain.pack);
  const others = chain.packs.slice(1).flatMap(titledIn);
  for (const item of mine) {
    for (const homonym of homonyms) {
      if (!item.title.includes(homonym.word) || isPartOfLonger(item.title, homonym, homonyms)) continue;
      const mechanism = homonym.variants.find(({ system }) => system !== undefined && belongs(item.id, system));
      if (!mechanism)
        findings.problem('homonymUnlisted', `${item.file}/title`, {
          name: homonym.word,
          title: item.title,
          known: homonym.variants.map(({ title }) => title),
        });
    }
    for (const other of [...mine, ...others]) {
      if (other === item || other.kind !== item.kind) continue;
      if (other.id === item.id) {
        if (other.file !== item.file && mechanismsDiffer(item, other, homonyms))
          findings.problem('homonymMerged', `${item.file}/id`, { id: item.id, title: item.title, upper: other.title });
      } else if (other.title === item.title && (mine.indexOf(other) < 0 || other.id < item.id))
        findings.problem('titleTwice', `${item.file}/title`, { title: item.title, id: item.id, other: other.id });
    }
  }
  for (const [index, place] of chain.pack.places.entries()) {
    const twin = chain.packs
      .flatMap((pack) => pack.places)
      .find(
        (other) =>
          other.title === place.title && other.path !== place.path && parentOf(other.path) === parentOf(place.path),
      );
    if (twin)
      findings.problem('placeTwice', `${chain.pack.folder}/places.json#/places/${index}/title`, {
        title: place.title,
        other: twin.path,
      });
  }
}

function titledIn(pack: Pack): Titled[] {
  return KINDS.flatMap((kind) =>
    (pack[kind] ?? []).map(({ id, title }) => ({
      kind,
      id,
      title,
      file: `${pack.files[`${kind === 'matches' ? 'match' : kind.slice(0, -1)}:${id}`] ?? pack.folder}#`,
    })),
  );
}

function belongs(id: string, system: string): boolean {
  return id === system || id.startsWith(`${system}/`) || id.startsWith(`${system}.`);
}

/** A longer listed word that holds this one speaks for itself. */
function isPartOfLonger(title: string, homonym: Homonym, homonyms: readonly Homonym[]): boolean {
  return homonyms.some(({ word }) => word !== homonym.word && word.includes(homonym.word) && title.includes(word));
}

/** A title with a listed word over one without it, or with another: not a change of one thing, but another thing. */
function mechanismsDiffer(a: Titled, b: Titled, homonyms: readonly Homonym[]): boolean {
  if (a.title === b.title) return false;
  const words = (title: string) =>
    homonyms
      .filter(({ word }) => title.includes(word))
      .map(({ word }) => word)
      .join();
  return a.kind !== 'params' || words(a.title) !== words(b.title);
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
