import { cutInWords, policyInWords, sampleInWords } from './line-words.js';

describe('a line in words', () => {
  it('says whom sales gets', () => {
    const sampleShare = 0.02;
    expect(policyInWords({ kind: 'points', sampleShare })).toMatch('whoever reaches the points');
    expect(policyInWords({ kind: 'share', share: 0.5, sampleShare })).toBe('the best 50 % of leads');
    expect(policyInWords({ kind: 'share', share: 1, sampleShare })).toBe('every lead');
    expect(policyInWords({ kind: 'capacity', perWeek: 1_200, sampleShare })).toBe('the best 1,200 leads a week');
  });

  it('says where it lies, and what chance does', () => {
    expect([cutInWords(34), cutInWords(-1_000_000)]).toEqual(['at present from 34 points on', 'whatever their points']);
    expect(sampleInWords({ kind: 'points', sampleShare: 0.02 })).toMatch('2 % are sent by chance');
    expect(sampleInWords({ kind: 'points', sampleShare: 0 })).toMatch('nothing is learned');
  });
});
