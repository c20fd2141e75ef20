import type { Company, Person } from '@baton/contracts';
import fc from 'fast-check';
import { matchKeysOf } from './match-keys.js';
import { matchPeople } from './match-people.js';

const lead = (person: Partial<Person>, company: Company = {}) => ({
  person: { email: 'a@gmail.com', ...person },
  company,
});
const ADA = { fullName: 'Ada Lovelace', email: 'ada@fjordworks.example' };
const PHONE = '+4722334455';

describe('two people with different addresses', () => {
  it.each([
    [
      'one phone and one whole name',
      lead({ ...ADA, phoneE164: PHONE }),
      lead({ fullName: 'ADA  Lovelace', phoneE164: PHONE }),
      'match',
    ],
    [
      'one phone and one whole name, after a change of jobs',
      lead({ ...ADA, phoneE164: PHONE }),
      lead({ ...ADA, email: 'ada@other.example', phoneE164: PHONE }),
      'match',
    ],
    [
      'one phone and one whole name, at another firm in another country',
      lead({ ...ADA, phoneE164: PHONE, country: 'Norway' }),
      lead({ ...ADA, email: 'ada@other.example', phoneE164: PHONE, country: 'Spain' }),
      'review',
    ],
    ['one name at one firm', lead(ADA), lead({ ...ADA, email: 'al@fjordworks.example' }), 'review'],
    [
      'one name at one firm, and two phones',
      lead({ ...ADA, phoneE164: PHONE }),
      lead({ ...ADA, email: 'al@fjordworks.example', phoneE164: '+4722334456' }),
      'review',
    ],
    [
      'one phone, and a name that is written a little differently',
      lead({ fullName: 'Ada Lovelace', phoneE164: PHONE }),
      lead({ fullName: 'A. Lovelace', phoneE164: PHONE }),
      'review',
    ],
    [
      'two of one family at one phone',
      lead({ fullName: 'Ada Lovelace', phoneE164: PHONE }),
      lead({ fullName: 'William Lovelace', phoneE164: PHONE }),
      'different',
    ],
    [
      'two colleagues at one switchboard',
      lead({ ...ADA, phoneE164: PHONE }),
      lead({ fullName: 'Charles Babbage', email: 'cb@fjordworks.example', phoneE164: PHONE }),
      'different',
    ],
    ['one name and nothing else', lead({ fullName: 'Ada Lovelace' }), lead({ fullName: 'Ada Lovelace' }), 'different'],
    ['nothing', lead({}), lead({}), 'different'],
  ])('with %s', (_what, one, other, verdict) => expect(matchPeople(one, other).verdict).toBe(verdict));

  it('are told with what speaks for it and against it, and nothing of what they said', () => {
    const { evidence } = matchPeople(lead({ ...ADA, phoneE164: PHONE }), lead({ ...ADA, phoneE164: '+4799' }));
    expect(evidence).toMatchObject([
      { field: 'familyName', agreement: 'same' },
      { field: 'givenName', agreement: 'same' },
      { field: 'phone', agreement: 'different' },
      { field: 'employer', agreement: 'same' },
    ]);
    expect(JSON.stringify(evidence)).not.toContain('47');
  });

  it('are never one for Baton alone unless phone and whole name agree, and it is the same both ways round', () => {
    const word = (...words: string[]) => fc.option(fc.constantFrom(...words), { nil: undefined });
    const person = fc.record({
      fullName: word('Ada Lovelace', 'Adah Lovelace', 'Bea Lovelace', 'Ada', 'Zoë Ångström'),
      givenName: word('Ada', 'A'),
      familyName: word('Lovelace', 'Lovelase', 'Byron'),
      phoneE164: word(PHONE, '+491701234567'),
      city: word('Oslo', 'oslo ', 'Berlin'),
      country: word('Norway', 'NO', 'Germany'),
    });
    const anybody = fc.record({
      person,
      email: fc.constantFrom('a@x.example', 'b@x.example', 'c@gmail.com'),
      name: word('X AS', 'X', 'Y'),
    });
    const leadOf = ({ person: given, email, name }: { person: object; email: string; name: string | undefined }) =>
      lead({ ...given, email }, name === undefined ? {} : { name });
    fc.assert(
      fc.property(anybody, anybody, (some, others) => {
        const [one, other] = [leadOf(some), leadOf(others)];
        const comparison = matchPeople(one, other);
        expect(matchPeople(other, one)).toEqual(comparison);
        if (comparison.verdict === 'match') expect(one.person.phoneE164).toBe(other.person.phoneE164);
        if (comparison.verdict === 'match')
          expect(matchKeysOf(one).filter((key) => matchKeysOf(other).includes(key))).not.toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the keys under which somebody is looked up', () => {
  it.each([
    ['of a name and an address at work', lead(ADA), ['name:ada lovelace|fjordworks.example']],
    [
      'of a name and a phone number',
      lead({ fullName: 'Lovelace, Ada', phoneE164: PHONE }),
      [`phone:${PHONE}|lovelace`],
    ],
    [
      'of the firm’s domain as it was given',
      lead({ givenName: 'Zoë', familyName: 'O’Brien' }, { domain: 'https://www.Fjordworks.example/about' }),
      ['name:zoe obrien|fjordworks.example'],
    ],
    ['of a free mailbox', lead({ fullName: 'Ada Lovelace' }), []],
    ['of a single word for a name', lead({ ...ADA, fullName: 'Ada', phoneE164: PHONE }), []],
    ['of nobody', lead({}), []],
  ])('%s', (_what, known, keys) => expect(matchKeysOf(known)).toEqual(keys));

  it('of any length fit an index', () => {
    for (const key of matchKeysOf(lead({ ...ADA, familyName: 'x'.repeat(10_000), givenName: 'y', phoneE164: PHONE }))) {
      expect(key.length).toBeLessThanOrEqual(300);
    }
  });
});
