import fc from 'fast-check';
import { jaroWinkler } from './jaro-winkler.js';

describe('how alike two names are', () => {
  it.each([
    // Table 5 of Winkler’s paper of 1990 and those that every implementation is tried with.
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['jones', 'johnson', 0.832],
    ['abroms', 'abrams', 0.922],
    ['same', 'same', 1],
    ['abc', 'xyz', 0],
    ['', '', 1],
    ['ada', '', 0],
  ])('%s and %s: %d', (one, other, similarity) => expect(jaroWinkler(one, other)).toBeCloseTo(similarity, 3));

  it('is between 0 and 1, the same both ways round, and 1 for the same name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const similarity = jaroWinkler(one, other);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(jaroWinkler(other, one)).toBe(similarity);
        expect(jaroWinkler(one, one)).toBe(1);
      }),
    );
  });

  it('takes no time over names of any length', () => {
    const startedAt = performance.now();
    jaroWinkler('a'.repeat(1_000_000), 'b'.repeat(1_000_000));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
