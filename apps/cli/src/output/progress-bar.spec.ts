import { progressBar } from './progress-bar.js';

describe('the progress bar', () => {
  it.each([
    [0, 0, '[------------------------------]   0 %  0 of 0 events'],
    [600, 2_400, '[########----------------------]  25 %  600 of 2400 events'],
    [2_400, 2_400, '[##############################] 100 %  2400 of 2400 events'],
    // New events arrive while it runs: never more than all.
    [2_401, 2_400, '[##############################] 100 %  2401 of 2400 events'],
  ])('shows %d of %d', (done, total, text) => expect(progressBar(done, total, 'events')).toBe(text));
});
