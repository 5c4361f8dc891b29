/** What nobody would write: signs doubled, brackets in brackets, names of the code. */
const FAULTS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a name of the code', /[A-Za-z_$]/u],
  ['a region path', /\p{L}\/\p{L}/u],
  ['brackets in brackets', /（（|））/u],
  ['a sign twice', /。。|？。|；；|，，|：：|、、|；。|，。/u],
  ['an empty place', /（）|“”|「」|《》|：；|：。/u],
  ['a template that was not filled', /[{}]/u],
];

/** Names that documents themselves write with letters: 6+X, 5A, an estate B. */
const NAMES_WITH_LETTERS = /\d(\+\d)*\+[A-Z]|\d ?A(?= ?\p{Script=Han})|[A-Z](?=\p{Script=Han})/gu;

/**
 * Faults of a sentence for people. What a person typed, a quotation and a title stand in signs of their own and are
 * not looked into.
 */
export function faultsOfSpeech(text: string): string[] {
  const own = text.replace(/“[^”]+”|「[^」]+」|《[^》]+》/gu, '“ ”').replace(NAMES_WITH_LETTERS, '');
  return FAULTS.filter(([, pattern]) => pattern.test(own)).map(([what]) => `${what}: ${text}`);
}
