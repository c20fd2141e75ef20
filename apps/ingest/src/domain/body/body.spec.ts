import { flatten } from './flatten.js';
import { instantOf } from './instant.js';
import { parseJson } from './json.js';
import { sameJson } from './same-json.js';
import { clean, slug, textOf } from './text.js';

const parse = (text: string) => parseJson(Buffer.from(text));

describe('a body', () => {
  it('keeps integers beyond 2^53 exact, as text', () => {
    expect(parse('{"id":9007199254740993,"n":42,"x":1.5}')).toEqual({
      ok: true,
      value: { id: '9007199254740993', n: 42, x: 1.5 },
    });
  });

  it('nested beyond reason is refused, brackets in texts are not nesting', () => {
    expect(parse(`${'['.repeat(200)}${']'.repeat(200)}`).ok).toBe(false);
    expect(parse(JSON.stringify({ text: '['.repeat(200), quote: '\\"[' })).ok).toBe(true);
  });

  it('gives texts that Postgres and Kafka can hold', () => {
    expect(clean(' a\0b\ud800 ')).toBe('ab\ufffd');
    expect(clean('x'.repeat(5000))).toHaveLength(1000);
    expect(textOf('  ')).toBeUndefined();
    expect(textOf({})).toBeUndefined();
    expect(slug(' Über uns! ')).toBe('über-uns');
  });

  it('says the same in whatever order its keys stand', () => {
    expect(sameJson({ a: 1, b: [{ c: null, d: 2 }] }, { b: [{ d: 2, c: null }], a: 1 })).toBe(true);
    for (const other of [{ a: 1 }, { a: 1, b: undefined }, { a: 1, b: [] }, { a: 1, c: {} }, [1], null])
      expect(sameJson({ a: 1, b: {} }, other)).toBe(false);
  });

  it('flattens to scalars, ticks to one text', () => {
    expect(flatten({ a: { b: 1 }, c: ['x', 'y'], d: '', e: [] })).toEqual([
      { path: ['a', 'b'], value: 1 },
      { path: ['c'], value: 'x, y' },
      { path: ['d'], value: null },
    ]);
  });

  it.each([
    ['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02T10:30:00+01:00', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02 09:30:00', '2026-03-02T09:30:00.000Z'],
    [1772443800, '2026-03-02T09:30:00.000Z'],
    [1772443800000, '2026-03-02T09:30:00.000Z'],
    ['1772443800000', '2026-03-02T09:30:00.000Z'],
  ])('reads %j as an instant', (value, iso) => expect(instantOf(value)?.toISOString()).toBe(iso));

  it('reads a time without a zone in the one that is known, and not at all where none is', () => {
    const at = (value: string, zone?: string | null) => instantOf(value, zone)?.toISOString();
    expect(at('2026-07-02 09:30:00', 'Europe/Berlin')).toBe('2026-07-02T07:30:00.000Z');
    expect(at('2026-01-02T09:30', 'Europe/Berlin')).toBe('2026-01-02T08:30:00.000Z');
    expect(at('2026-07-02', 'Europe/Berlin')).toBe('2026-07-01T22:00:00.000Z');
    expect(at('2026-07-02T09:30:00Z', 'Europe/Berlin')).toBe('2026-07-02T09:30:00.000Z');
    expect(at('2026-07-02 09:30:00', 'Nowhere/None')).toBeUndefined();
    expect(at('2026-07-02 09:30:00', null)).toBeUndefined();
    expect(at('2026-07-02T09:30:00+02:00', null)).toBe('2026-07-02T07:30:00.000Z');
  });

  it.each(['', 'yesterday', 'NaN', 0, -1, null, true, '1970-01-01', 1e30])(
    'does not read %j as one',
    (value) => {
      expect(instantOf(value)).toBeNull();
    },
  );
});
