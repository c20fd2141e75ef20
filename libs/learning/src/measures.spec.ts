import fc from 'fast-check';
import { auc } from './auc.js';
import { brier } from './brier.js';
import { ece } from './ece.js';
import type { Judged } from './judged.js';
import { keptShare } from './kept-share.js';

const judged = fc.record({ score: fc.nat(20).map((twentieths) => twentieths / 20), won: fc.boolean() });
const leads = fc
  .array(judged, { maxLength: 60 })
  .map((some): Judged[] => [...some, { score: 0.3, won: true }, { score: 0.6, won: false }]);

describe('measures of a score', () => {
  it('agree with every pair compared by hand', () => {
    fc.assert(
      fc.property(leads, (some) => {
        const pairs = some
          .filter(({ won }) => won)
          .flatMap((win) =>
            some.filter(({ won }) => !won).map((loss) => (Math.sign(win.score - loss.score) + 1) / 2),
          );
        expect(auc(some)).toBeCloseTo(pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length, 10);
      }),
    );
  });

  it('never depend on the order of rows', () => {
    fc.assert(
      fc.property(leads, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
        const reversed = some.toReversed();
        expect(auc(reversed)).toBe(auc(some));
        expect(keptShare(reversed, share)).toBe(keptShare(some, share));
        expect(brier(reversed)).toBeCloseTo(brier(some)!, 12);
        expect(ece(reversed)).toBeCloseTo(ece(some)!, 12);
      }),
    );
  });

  it('keep all wins when all is sent, none when nothing is, and never fewer when more is', () => {
    fc.assert(
      fc.property(leads, fc.nat(100), fc.nat(100), (some, one, other) => {
        expect(keptShare(some, 1)).toBeCloseTo(1, 12);
        expect(keptShare(some, 0)).toBe(0);
        const [less, more] = [Math.min(one, other) / 100, Math.max(one, other) / 100];
        expect(keptShare(some, less)!).toBeLessThanOrEqual(keptShare(some, more)! + 1e-12);
      }),
    );
  });

  it('keep half the wins with half sent where every score is the same', () => {
    const same = Array.from({ length: 40 }, (_, at) => ({ score: 0.4, won: at % 4 === 0 }));
    expect([auc(same), keptShare(same, 0.5)]).toEqual([0.5, 0.5]);
  });

  it('hold a chance of 40 % against the quarter that came', () => {
    const same = Array.from({ length: 40 }, (_, at) => ({ score: 0.4, won: at % 4 === 0 }));
    expect(ece(same)).toBeCloseTo(0.15, 12);
    expect(brier(same)).toBeCloseTo(0.25 * 0.36 + 0.75 * 0.16, 12);
  });

  it('are absent where they mean nothing', () => {
    const lost = [{ score: 0.2, won: false }];
    expect([auc([]), auc(lost), keptShare(lost, 0.5), brier([]), ece([])]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('weights', () => {
  const leads = fc.array(
    fc.record({ score: fc.integer({ min: 0, max: 5 }).map((score) => score / 5), won: fc.boolean(), weight: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 1, maxLength: 30 },
  );

  it('make a lead of weight three count as three of them', () => {
    fc.assert(
      fc.property(leads, fc.double({ min: 0, max: 1, noNaN: true }), (weighted, share) => {
        const single = weighted.flatMap(({ score, won, weight }) => Array.from({ length: weight }, () => ({ score, won })));
        for (const measure of [auc, brier, ece, (all: readonly Judged[]) => keptShare(all, share)]) {
          const [one, other] = [measure(weighted), measure(single)];
          if (one === null || other === null) expect(one).toBe(other);
          else expect(one).toBeCloseTo(other, 9);
        }
      }),
    );
  });
});
