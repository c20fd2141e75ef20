import { SeededRandom } from './seeded-random.js';

describe('seeded random numbers', () => {
  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: number) => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 5 }, () => random.between(0, 1_000_000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('reach both ends, and a shuffle keeps every item', () => {
    const random = new SeededRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(1, 3)));
    expect([...drawn].sort()).toEqual([1, 2, 3]);
    expect(random.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
  });
});
