import { type Firm, firmKeys, firmOf } from './firm.js';
import { foldedName } from './folded-name.js';
import { type Account, matchAccount } from './match-account.js';

describe('a firm’s name', () => {
  it.each([
    ['Müller & Söhne GmbH', 'muller sohne'],
    ['Fjordworks A.S.', 'fjordworks'],
    ['Fiat S.p.A.', 'fiat'],
    ['Hafn A/S', 'hafn'],
    ['The Boring Company, Inc.', 'boring'],
    ['Acme Co., Ltd.', 'acme'],
    ['Société Générale SA', 'societe generale'],
    ['GmbH', 'gmbh'],
    ['日本電気', '日本電気'],
  ])('%s is compared as %s', (name, folded) => expect(foldedName(name)).toBe(folded));
});

const firm = (more: Partial<Firm> & { name: string }): Firm => ({
  foldedName: foldedName(more.name),
  domain: undefined,
  country: undefined,
  ...more,
});
const account = (id: string, name: string, more: Partial<Account> = {}): Account => ({
  id,
  name,
  foldedName: foldedName(name),
  domain: null,
  country: null,
  ...more,
});
const known = (...accounts: [string, Account][]) => new Map(accounts);

describe('the firm of a lead', () => {
  const lead = (email: string, company = {}, person = {}) => ({ person: { email, ...person }, company });

  it('is told by the domain that was said, else by that of a business address', () => {
    expect(firmOf(lead('ada@gmail.com', { domain: 'shop.fjordworks.co.uk', name: 'Fjordworks Ltd' }))).toEqual({
      name: 'Fjordworks Ltd',
      foldedName: 'fjordworks',
      domain: 'fjordworks.co.uk',
      country: undefined,
    });
    expect(firmOf(lead('ada@mail.fjordworks.no'))).toMatchObject({ name: 'fjordworks.no', foldedName: '', domain: 'fjordworks.no' });
    expect(firmOf(lead('ada@gmail.com'))).toBeNull();
  });

  it('has no key in a name without a country', () => {
    expect(firmKeys(firm({ name: 'Atlas' }))).toEqual([]);
    expect(firmKeys(firm({ name: 'Atlas AG', country: 'CH', domain: 'atlas.ch' }))).toEqual(['domain:atlas.ch', 'name:atlas|CH']);
  });
});

describe('the account of a firm', () => {
  const fjord = account('f', 'Fjordworks', { domain: 'fjordworks.com', country: 'NO' });

  it('is the one with its domain, or with that as another domain', () => {
    const byDomain = matchAccount(firm({ name: 'x', domain: 'fjordworks.com' }), known(['domain:fjordworks.com', fjord]), []);
    expect(byDomain).toMatchObject({ kind: 'known', match: { id: 'f', matchedBy: 'domain', confidence: 1 } });
    const byAlias = matchAccount(firm({ name: 'x', domain: 'fjordworks.no' }), known(['domain:fjordworks.no', fjord]), []);
    expect(byAlias).toMatchObject({ kind: 'known', match: { id: 'f', matchedBy: 'alias', confidence: 0.98 } });
  });

  it('is the one with its name and country, where its people write from private mailboxes', () => {
    const found = matchAccount(firm({ name: 'Fjordworks AS', country: 'NO' }), known(['name:fjordworks|NO', fjord]), []);
    expect(found).toMatchObject({ kind: 'known', match: { id: 'f', matchedBy: 'name', confidence: 0.9 } });
  });

  it('is a new one where the name is the same and the domain is not; a person may say otherwise', () => {
    const found = matchAccount(
      firm({ name: 'Fjordworks', country: 'NO', domain: 'fjordworks.org' }),
      known(['name:fjordworks|NO', fjord]),
      [fjord],
    );
    expect(found).toEqual({
      kind: 'new',
      candidates: [{ accountId: 'f', name: 'Fjordworks', because: 'the same name in the same country, with another domain' }],
    });
  });

  it('prefers the domain to the name, and keeps who lost', () => {
    const other = account('o', 'Fjordworks', { domain: 'other.example' });
    const found = matchAccount(
      firm({ name: 'Fjordworks', country: 'NO', domain: 'fjordworks.com' }),
      known(['domain:fjordworks.com', fjord], ['name:fjordworks|NO', other]),
      [],
    );
    expect(found).toMatchObject({ kind: 'known', account: { id: 'f' }, candidates: [{ accountId: 'o' }] });
  });

  it('is nobody for a bare name, with those that it may be', () => {
    const found = matchAccount(firm({ name: 'Fjordwroks' }), known(), [fjord, account('z', 'Fjell')]);
    expect(found).toEqual({ kind: 'none', candidates: [{ accountId: 'f', name: 'Fjordworks', because: 'a name much like it' }] });
  });
});
