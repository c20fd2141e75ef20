import fc from 'fast-check';
import { headerBytes, headerText } from './header-text.js';

describe('headerText', () => {
  it('gives back the bytes it was made from, and never holds a NUL', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = headerText(Buffer.from(bytes));
        expect(text).not.toContain('\0');
        expect(headerBytes(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('leaves plain text alone', () => {
    expect(headerText(Buffer.from('lead.created'))).toBe('lead.created');
  });
});
