import type { RejectionReasonCode } from '@baton/contracts';
import { causesInWords, differenceInWords, expectedInWords } from './versions.js';

describe('a version in words', () => {
  it('says what sales said, and how often', () => {
    const words = new Map<RejectionReasonCode, string>([['NO_NEED', 'No need']]);
    const rejected = [
      { reason: 'NO_NEED' as const, verdicts: 1_200 },
      { reason: 'PARTNER' as const, verdicts: 8 },
    ];
    expect(causesInWords({ accepted: 112, rejected }, words)).toBe(
      '112 accepted; rejected: No need (1,200), PARTNER (8)',
    );
    expect(causesInWords({ accepted: 112, rejected: [] }, words)).toBe('112 accepted');
  });

  it('says what is expected of it with the doubt about it', () => {
    const difference = { low: -0.01, high: 0.1249 };
    expect(differenceInWords(difference)).toBe('−1 to +12.5 of a hundred');
    expect(expectedInWords({ shareSent: 0.5, winsKept: 0.81, winsKeptBefore: 0.74, difference, leads: 412 })).toBe(
      '81 % of the wins with the best 50 % sent, instead of 74 %: −1 to +12.5 of a hundred, tried on 412 leads',
    );
  });
});
