import { quantile } from './quantile.js';

describe('quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('takes the nearest rank, whatever the order', () => {
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1)]).toEqual([50, 99, 100]);
  });

  it('is the only value of one, and none of none', () => {
    expect([quantile([7], 0.01), quantile([], 0.5)]).toEqual([7, Number.NaN]);
  });
});
