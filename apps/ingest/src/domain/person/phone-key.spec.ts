import fc from 'fast-check';
import { phoneKey } from './phone-key.js';

describe('the key of a phone number', () => {
  it.each([
    ['+49 170 1234567', undefined, '+491701234567'],
    ['0049 (0)170 1234567', undefined, '+491701234567'],
    ['0170/1234567', 'DE', '+491701234567'],
    ['(415) 555-2671', 'US', '+14155552671'],
    ['+1 415-555-2671', 'DE', '+14155552671'],
    ['0170 1234567', undefined, null],
    ['0170 1234567', 'Nowhere', null],
    ['call me', 'DE', null],
    ['+49 1', undefined, null],
    ['', 'DE', null],
  ])('of %j, dialled from %s, is %j', (text, country, key) => expect(phoneKey(text, country)).toBe(key));

  it('is the key of itself, and nothing that is written throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()/-]{5,20}$/)), fc.constantFrom('DE', 'US', 'IN'), (text, country) => {
        const key = phoneKey(text, country);
        if (key !== null) expect(phoneKey(key)).toBe(key);
      }),
    );
  });
});
