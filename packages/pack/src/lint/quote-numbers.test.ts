import { describe, expect, it } from 'vitest';
import { boundariesIn, numbersIn } from './quote-numbers.ts';

describe('boundariesIn', () => {
  it.each([
    ['单个项目资金超过20万元的上平台', 200000, '>'],
    ['20万元以下的项目实行自行采购', 200000, '<='],
    ['不满18周岁', 18, '<'],
    ['年满60周岁', 60, '>='],
    ['60周岁以上', 60, '>='],
    ['每年不少于15万元', 150000, '>='],
    ['至少3名', 3, '>='],
    ['不超过30天', 30, '<='],
    ['5个工作日内办结', 5, '<='],
    ['三年以内', 3, '<='],
    ['十五人以上', 15, '>='],
    ['2.55万人以上', 25500, '>='],
    ['３０日以内', 30, '<='],
    ['低于80%', 80, '<'],
  ] as const)('%s', (quote, value, operator) => {
    expect(boundariesIn(quote)).toMatchObject([{ value, operator }]);
  });

  it('finds both of two, and none where a number stands alone', () => {
    expect(boundariesIn('超过5万元、不满20万元').map(({ operator, value }) => [operator, value])).toEqual([
      ['>', 50000],
      ['<', 200000],
    ]);
    expect(boundariesIn('一次性补助400、500元')).toEqual([]);
  });
});

it('numbersIn reads series, ten-thousands and Chinese numerals', () => {
  expect(numbersIn('一次性补助400、500元')).toEqual(expect.arrayContaining([400, 500]));
  expect(numbersIn('5、10万元')).toEqual(expect.arrayContaining([50000, 100000]));
  expect(numbersIn('每月两百元')).toEqual([200]);
  expect(numbersIn('1,200元')).toEqual([1200]);
});
