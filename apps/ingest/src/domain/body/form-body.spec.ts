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

  it('keeps numbers that are ids, and takes those that count for a list', () => {
    expect(parsed('fields[39]=a&fields[2000]=b')).toEqual({ fields: { '39': 'a', '2000': 'b' } });
    expect(parsed('group[0][name]=a&group[1][name]=b')).toEqual({ group: [{ name: 'a' }, { name: 'b' }] });
    expect(parsed('one[]=a')).toEqual({ one: ['a'] });
  });

  it('takes a dot for a part of the name', () => {
    expect(parsed('data.json=1')).toEqual({ 'data.json': '1' });
  });

  it.each(['__proto__[polluted]=1', 'constructor[prototype][polluted]=1', 'a[__proto__][polluted]=1', 'a[toString]=1'])(
    'never reaches a prototype: %s',
    (text) => {
      expect(JSON.stringify(parsed(text))).not.toContain('1');
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it.each([
    ['bad UTF-8', Buffer.from([0x61, 0x3d, 0xff])],
    ['bad UTF-8 behind escapes', Buffer.from('a=%ff')],
    ['a broken escape', Buffer.from('a=100%')],
    ['an escape that is none', Buffer.from('a=%zz')],
    ['too many keys', Buffer.from(Array.from({ length: 6_000 }, (_, at) => `k${at}=1`).join('&'))],
    ['nested too deep', Buffer.from(`a${'[b]'.repeat(21)}=1`)],
    ['nested far too deep', Buffer.from(`a${'[b]'.repeat(300_000)}=1`)],
  ])('with %s is not read', (_what, raw) => {
    expect(parseForm(raw).ok).toBe(false);
  });

  it('may be as large as the limits let it', () => {
    const many = (key: (at: number) => string) => Array.from({ length: 5_000 }, (_, at) => `${key(at)}=1`).join('&');
    expect(get(parsed(many(() => 'a[]')), 'a')).toHaveLength(5_000);
    expect(get(parsed(many((at) => `a[${at}]`)), 'a')).toHaveLength(5_000);
    expect(parsed(`a${'[b]'.repeat(20)}=1`)).toHaveProperty('a');
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
