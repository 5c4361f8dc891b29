import type { Figure } from '../format.ts';
import { packMessages } from '../messages/zh-CN.ts';
import { fill } from '../words.ts';

const TEN_THOUSAND = 10_000;
const HUNDRED_MILLION = 100_000_000;

/**
 * A figure as it is printed, with the word that says how it stands to the true number.
 *
 * @example
 * sayFigure({ value: 42000, unit: 'sessions', qualifier: 'moreThan', … }); // more than 4.2 ten thousand sessions
 */
export function sayFigure(figure: Pick<Figure, 'value' | 'parts' | 'text' | 'unit' | 'qualifier'>): string {
  const { value, parts, text, unit = '', qualifier = 'exact' } = figure;
  if (text !== undefined) return text;
  const said =
    parts === undefined
      ? sayNumber(value ?? 0, unit)
      : parts
          .map((part) => fill(words('part'), { title: part.title, value: sayNumber(part.value, part.unit ?? unit) }))
          .join(words('between'));
  return fill(words(qualifier), { value: said });
}

/** Whole ten thousands and hundred millions as people write them; other numbers digit by digit. */
function sayNumber(value: number, unit: string): string {
  const size = Math.abs(value);
  const [scale, name] =
    size >= HUNDRED_MILLION && value % (HUNDRED_MILLION / 10_000) === 0
      ? [HUNDRED_MILLION, words('hundredMillion')]
      : size >= TEN_THOUSAND && value % 100 === 0
        ? [TEN_THOUSAND, words('tenThousand')]
        : [1, ''];
  const close = name !== '' || unit === '' || unit.startsWith('%') || unit.startsWith('‰');
  return `${value / scale}${name}${close ? '' : ' '}${unit}`;
}

function words(name: string): string {
  return packMessages[`figure.${name}`] ?? '{value}';
}
