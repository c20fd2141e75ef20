import fc from 'fast-check';
import { parseForm } from './form-body.js';
import { get } from './json.js';

const parsed = (text: string) => {
  const form = parseForm(Buffer.from(text));
  if (!form.ok) throw new Error('not read');
  return form.value;
};

describe('a form body', () => {
  it('nests by brackets, and decodes what is escaped', () => {
    const value = parsed('type=subscribe&data%5Bmerges%5D%5BFNAME%5D=Jos%C3%A9&data[list][]=a&data[list][]=b&x=1+2');
    expect(get(value, 'data', 'merges', 'FNAME')).toBe('José');
    expect(get(value, 'data', 'list')).toEqual(['a', 'b']);
    expect(get(value, 'x')).toBe('1 2');
  });

  it('never reaches a prototype', () => {
    parsed('__proto__[polluted]=1&constructor[prototype][polluted]=1');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['bad UTF-8', Buffer.from([0x61, 0x3d, 0xff])],
    ['too many keys', Buffer.from(Array.from({ length: 6_000 }, (_, at) => `k${at}=1`).join('&'))],
    ['nested too deep', Buffer.from(`a${'[b]'.repeat(5_000)}=1`)],
  ])('with %s is not read', (_what, raw) => {
    expect(parseForm(raw).ok).toBe(false);
  });

  it('may be any bytes without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof parseForm(Buffer.from(bytes)).ok).toBe('boolean');
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
