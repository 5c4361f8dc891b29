/** Letters and digits of a code point: four of 36 hold every one there is. */
const WIDTH = 4;

/**
 * The tokens of a text for an index of words: each pair of neighbouring characters, and the last one alone. A part of
 * a text, of two characters or a hundred, is then a run of pairs that follow one another, so that a word of any
 * length is found exactly, in any script, across spaces and signs. Capital Latin letters count as small ones.
 *
 * @example
 * searchTokens('ab'); // → '002p002q 002q'
 */
export function searchTokens(text: string): string {
  const codes = codesOf(text);
  return codes.map((code, i) => code + (codes[i + 1] ?? '')).join(' ');
}

/** The run of tokens by which a part of a text is found; a single character is the beginning of a token. */
export type TokenRun = { readonly run: readonly string[] } | { readonly beginning: string };

/** What to look for, for a part of a text; undefined for the empty text, which is part of every text. */
export function findTokens(part: string): TokenRun | undefined {
  const codes = codesOf(part);
  const [first] = codes;
  if (first === undefined) return undefined;
  if (codes.length === 1) return { beginning: first };
  return { run: codes.slice(0, -1).map((code, i) => code + codes[i + 1]) };
}

function codesOf(text: string): string[] {
  return Array.from(foldLatin(text), (character) =>
    (character.codePointAt(0) as number).toString(36).padStart(WIDTH, '0'),
  );
}

/** Capital letters of the basic Latin alphabet as small ones, and no others: what `LIKE` takes for the same. */
export function foldLatin(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
