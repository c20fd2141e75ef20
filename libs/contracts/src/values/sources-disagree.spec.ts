import fc from 'fast-check';
import { sourcesDisagree } from './sources-disagree.js';

describe('the source that was tracked and the one that was told', () => {
  it.each([
    ['paid-search', 'A friend told me'],
    ['organic-search', 'Your podcast'],
    ['google', 'LinkedIn'],
    ['paid-social', 'Empfehlung eines Kollegen'],
    ['email', 'Met you at the Hannover Messe'],
    ['organic-search', 'ChatGPT'],
  ])('disagree: %s, “%s”', (channel, selfReported) => expect(sourcesDisagree({ channel, selfReported })).toBe(true));

  it.each([
    ['paid-search', 'Google'],
    ['paid-search', 'Saw you on LinkedIn, then searched for the name'],
    ['linkedin', 'Social media'],
    ['email', 'your e-mail newsletter'],
    ['paid-search', 'Other'],
    ['paid-search', 'I do a lot of research'],
    ['paid-search', undefined],
    ['direct', 'A friend'],
    ['referral', 'LinkedIn'],
    [undefined, 'A friend'],
  ])('do not: %s, “%s”', (channel, selfReported) => expect(sourcesDisagree({ channel, selfReported })).toBe(false));

  it('never disagree about one and the same text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(sourcesDisagree({ channel: text, selfReported: text })).toBe(false)),
    );
  });
});
