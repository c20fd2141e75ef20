import { measuredEffect } from './measured-effect.js';

describe('the measured effect of a version', () => {
  it('holds the weeks with it against those before, each with its doubt', () => {
    expect(
      measuredEffect({ leads: 400, sent: 400, accepted: 150, rejected: 250 }, { leads: 420, sent: 210, accepted: 130, rejected: 70 }).says,
    ).toBe('Sales took 65 % (58 % to 71 %) of what it got, before 38 % (33 % to 42 %); it got 50 % of the leads, before 100 %');
  });

  it('is not claimed from few', () => {
    expect(measuredEffect({ leads: 400, sent: 400, accepted: 150, rejected: 250 }, { leads: 9, sent: 5, accepted: 3, rejected: 2 }).says).toBe(
      'Sales took 3 of 5: too few to act (before: 150 of 400)',
    );
  });
});
