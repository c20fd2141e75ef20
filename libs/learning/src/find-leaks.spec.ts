import { seeded } from '@baton/evidence';
import { columnsOf } from './columns-of.js';
import { findLeaks } from './find-leaks.js';
import type { Seen } from './seen.js';

const random = seeded(4);
const leads = Array.from({ length: 2_000 }, (): Seen => {
  const director = random() < 0.4;
  const won = random() < (director ? 0.55 : 0.2);
  return {
    facts: {
      'attributes.Role': director ? 'director' : 'junior',
      'attributes.City': `city ${Math.floor(random() * 60)}`,
      'attributes.Answered': random() < 0.5 ? 'yes' : null,
      'attributes.Call note': random() < 0.95 ? (won ? 'will sign' : 'not now') : 'busy',
      'attributes.Budget asked': won || random() < 0.3 ? 'yes' : null,
      'attributes.Contract': won && random() < 0.2 ? 'sent' : null,
      'attributes.Source': won && random() < 0.3 ? 'partner' : director ? 'fair' : 'web',
    },
    won,
    weight: 1,
  };
});
const columns = columnsOf(leads);
const found = (changed: Parameters<typeof findLeaks>[2] = []) =>
  findLeaks(leads, columns, changed).map(({ field, kind, leaveOut }) => [
    field.replace('attributes.', ''),
    kind,
    leaveOut,
  ]);

describe('columns that know the end', () => {
  it('are told from those that foretell it', () => {
    expect(found()).toEqual([
      ['Budget asked', 'blank', true],
      ['Call note', 'alone', true],
      ['Contract', 'blank', true],
      ['Source', 'value', false],
    ]);
  });

  it('are those, too, that are filled for few leads, which all ended alike', () => {
    const rare = leads.map((lead, at): Seen => ({
      ...lead,
      facts: { ...lead.facts, 'attributes.Stock': lead.won && at % 40 === 0 ? at : null },
    }));
    const filled = rare.filter(({ facts }) => facts['attributes.Stock'] !== null).length;
    expect(filled).toBeLessThan(30);
    expect(findLeaks(rare, [{ field: 'attributes.Stock', dimension: 'fit' }])).toEqual([
      expect.objectContaining({ kind: 'blank', leaveOut: true }),
    ]);
  });

  it('say in words why', () => {
    const says = findLeaks(leads, columns).map((leak) => leak.says);
    expect(says[1]).toMatch(/^“Call note” alone tells wins from losses with an AUC of (0\.9\d|1\.00)$/);
    expect(says[2]).toMatch(
      /^“Contract” knows the end by whether it is filled: 100\.0 % are won where it is, [\d.]+ % where it is blank$/,
    );
    expect(says[3]).toMatch(
      /^“Source: partner” has one end only: (\d+) of \1 are won\. Was it known beforehand\?$/,
    );
  });

  it('are those, too, that change after sales first touched a lead', () => {
    const changed = [
      { field: 'attributes.Role', tally: { hits: 400, of: 2_000 } },
      { field: 'attributes.City', tally: { hits: 10, of: 2_000 } },
    ];
    expect(found(changed)).toContainEqual(['Role', 'changed', true]);
    expect(found(changed).map(([name]) => name)).not.toContain('City');
  });

  it('are not seen where there is nothing but chance, however many values there are', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const toss = seeded(seed);
      const noise = Array.from({ length: 150 }, (): Seen => ({
        facts: {
          code: `v${Math.floor(toss() * 70)}`,
          answered: toss() < 0.5 ? 'yes' : null,
          size: toss() * 100,
        },
        won: toss() < 0.3,
        weight: 1,
      }));
      expect(
        findLeaks(
          noise,
          ['code', 'answered', 'size'].map((field) => ({ field, dimension: 'fit' })),
        ),
      ).toEqual([]);
    }
  });

  it('cannot be told where all leads ended in one way', () => {
    expect(
      findLeaks(
        leads.filter(({ won }) => won),
        columns,
      ),
    ).toEqual([]);
  });
});
