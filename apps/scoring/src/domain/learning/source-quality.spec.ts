import { sourceQuality } from './source-quality.js';

const tallies = [
  { channel: 'paid-search', campaign: 'spring', answered: 400, bad: 20 },
  { channel: 'paid-search', campaign: 'autumn', answered: 5, bad: 3 },
  { channel: 'content-network', campaign: null, answered: 100, bad: 40 },
];

describe('the quality of sources', () => {
  it('is told for channels and campaigns, the worst first', () => {
    expect(sourceQuality(tallies).map(({ channel, campaign, says }) => [channel, campaign, says])).toEqual([
      ['content-network', null, '40 of 100'],
      ['paid-search', 'autumn', '3 of 5: too few to act'],
      ['paid-search', null, '23 of 405'],
      ['paid-search', 'spring', '20 of 400'],
    ]);
  });

  it('is called worse only beyond doubt, and few leads are drawn toward their channel', () => {
    const [network, autumn] = sourceQuality(tallies);
    expect(network!.isWorse).toBe(true);
    expect(autumn!).toMatchObject({ isWorse: false, answered: 5, bad: 3 });
    expect(autumn!.rate).toBeLessThan(0.25);
    expect(autumn!.between.high).toBeGreaterThan(0.8);
  });

  it('is nothing where nobody has said anything', () => {
    expect(sourceQuality([])).toEqual([]);
  });
});
