import { columnsOf } from './columns-of.js';

const rows = Array.from({ length: 100 }, (_, at) => ({
  facts: {
    'person.email': `a${at % 3}@firm.example`,
    'person.givenName': ['Ada', 'Bo'][at % 2]!,
    'person.seniority': ['director', 'junior'][at % 2]!,
    'attributes.Lead Number': at + 1_000,
    'attributes.Income': 20_000 + (at % 50) * 17.5,
    'attributes.Comment': `in words ${at}`,
    'touches.count': at % 4,
    'attributes.Plan': 'pro',
    'attributes.Partner': at % 9 === 0 ? 'yes' : null,
    'attributes.Total Visits': at % 12,
    'source.channel': ['ads', 'referral', 'mail'][at % 3]!,
  },
}));

describe('columns to learn from', () => {
  it('are neither who somebody is, nor numbers of records, nor free text, nor the same for all', () => {
    expect(columnsOf(rows)).toEqual([
      { field: 'attributes.Income', dimension: 'fit' },
      { field: 'attributes.Partner', dimension: 'fit' },
      { field: 'attributes.Total Visits', dimension: 'engagement' },
      { field: 'person.seniority', dimension: 'fit' },
      { field: 'source.channel', dimension: 'engagement' },
    ]);
    expect(columnsOf([])).toEqual([]);
  });
});
