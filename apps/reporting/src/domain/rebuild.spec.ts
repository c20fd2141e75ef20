import { ReadingProgress } from './rebuild.js';

const behind = (...lags: number[]) =>
  lags.map((lag, partition) => ({ topic: 'lead.created', partition, lag }));

it('a partition that was read to its end stays through, though new records arrive', () => {
  const progress = new ReadingProgress();
  expect(progress.left(behind(10, 5))).toBe(15);
  expect(progress.left(behind(4, 0))).toBe(4);
  expect(progress.left(behind(1, 7))).toBe(1);
  expect(progress.left(behind(0, 9))).toBe(0);
});
