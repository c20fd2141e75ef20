import { numberForm } from './numbers.js';

const read = (...cells: string[]) => cells.map((cell) => numberForm(cells)?.(cell));

describe('numbers in cells', () => {
  it.each([
    [
      ['1', '-2.5', '.5', '1e3'],
      [1, -2.5, 0.5, 1000],
    ],
    [
      ['1,234.5', '12', '1,000,000'],
      [1234.5, 12, 1_000_000],
    ],
    [
      ['1.234,5', '12', '3,75'],
      [1234.5, 12, 3.75],
    ],
    [
      ['$1,200', '€ 300.50', '12 %', 'USD 7'],
      [1200, 300.5, 12, 7],
    ],
    [
      ["1'200.5", '12\u00a0000'],
      [1200.5, 12_000],
    ],
  ])('are read as they are written: %j', (cells, numbers) => expect(read(...cells)).toEqual(numbers));

  it('are read in one way throughout a column', () => {
    expect(read('1.500', '2,5', '3,75')).toEqual([1500, 2.5, 3.75]);
  });

  it('are not made of words, ranges, dates or nothing', () => {
    for (const cells of [['10-50', '51-200'], ['2026-01-02', '2026-02-03'], ['a', 'b', '1'], []])
      expect(numberForm(cells)).toBeNull();
  });
});
