import { chooseShare } from './choose-share.js';
import { curveOf } from './curve.js';

const curve = curveOf(Array.from({ length: 200 }, (_, points) => ({ points, won: points >= 150 || points % 10 === 0, weight: 1 })));

describe('choosing a line', () => {
  it('by share takes it as it is', () => {
    expect(chooseShare({ kind: 'share', value: 0.3 }, curve, 50)).toBe(0.3);
  });

  it('by capacity takes what sales has time for, and never more than there is', () => {
    expect(chooseShare({ kind: 'capacity', value: 20 }, curve, 50)).toBe(0.4);
    expect(chooseShare({ kind: 'capacity', value: 80 }, curve, 50)).toBe(1);
    expect(chooseShare({ kind: 'capacity', value: 80 }, curve, 0)).toBeNull();
  });

  it('by quality takes the largest share that is as good, if any is', () => {
    expect(chooseShare({ kind: 'quality', value: 0.99 }, curve, 50)).toBe(0.25);
    expect(chooseShare({ kind: 'quality', value: 0.6 }, curve, 50)).toBeGreaterThan(0.25);
    expect(chooseShare({ kind: 'quality', value: 0.1 }, curve, 50)).toBe(1);
    expect(chooseShare({ kind: 'quality', value: 0.5 }, [], 50)).toBeNull();
  });
});
