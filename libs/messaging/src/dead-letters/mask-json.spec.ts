import { eventCatalogue } from '@baton/contracts';
import fc from 'fast-check';
import { maskJson } from './mask-json.js';

function* leavesOf(value: unknown): Generator<unknown> {
  if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* leavesOf(item);
  else yield value;
}

/** Fields that say who somebody is, wherever they stand in an event. */
function* personalTexts(value: unknown, within = false): Generator<string> {
  if (typeof value === 'string' && within && value.length >= 3) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value))
    yield* personalTexts(
      item,
      within || /^(person|company|rep|name|fullName|email|phone|address|note|quote)$/i.test(name),
    );
}

describe('masked JSON', () => {
  it('keeps the build and hides the values', () => {
    const body = {
      id: '019a2b4e-7d22-7b64-8e0f-6c5b4a392804',
      at: '2026-03-02T09:30:00.000Z',
      born: '1980-03-02',
      bornAt: '1980-03-02T00:00:00.000Z',
      person: { email: 'maya@fjord.example', 'First name': 'Maya', initials: 'MO', phone: '+47 22 33 44 55' },
      employees: 240,
      telephone: 4722334455,
      consent: true,
      tags: ['warm', null, 'hot'],
      'maya@fjord.example': 1,
    };
    expect(maskJson(body)).toEqual({
      id: '019a2b4e-7d22-7b64-8e0f-6c5b4a392804',
      at: '2026-03-02T09:30:00.000Z',
      born: '1…',
      bornAt: '1…',
      person: { email: 'm…@…', 'First name': 'M…', initials: '…', phone: '+…' },
      employees: 240,
      telephone: '(a number of 10 digits)',
      consent: true,
      tags: ['w…', null, '…'],
      'm…@… (field 10)': 1,
    });
  });

  it('holds no text of three letters or more that the JSON held, whatever its shape', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const masked = [...leavesOf(maskJson(value))].filter((leaf) => typeof leaf === 'string');
        const given = new Set([...leavesOf(value)].filter((leaf) => typeof leaf === 'string'));
        for (const text of masked) expect([...text].length >= 3 && given.has(text)).toBe(false);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('keeps the number of fields and items, and whatever is no text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const [before, after] = [[...leavesOf(value)], [...leavesOf(maskJson(value))]];
        expect(after).toHaveLength(before.length);
        for (const leaf of before)
          if (leaf === null || typeof leaf === 'boolean') expect(after).toContain(leaf);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('bears any depth', () => {
    const deep = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown;
    expect(JSON.stringify(maskJson(deep))).toContain('…');
  });

  it.each(eventCatalogue.map((contract) => [contract.topic, contract.example] as const))(
    'tells nothing of a person in %s',
    (_topic, example) => {
      const masked = new Set([...leavesOf(maskJson(example))]);
      const kept = [...personalTexts(example)].filter((text) => masked.has(text));
      expect(kept.filter((text) => !/^[0-9a-f-]{36}$/.test(text))).toEqual([]);
    },
  );
});
