import { activecampaign } from './activecampaign.js';
import { personIn } from './person-in.fixture.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const read = (fields: Record<string, string>, source = SOURCE) => activecampaign.read(kept(form(fields)), source);
const ROBERT = {
  date_time: '2026-07-17T22:01:25-05:00',
  initiated_from: 'admin',
  list: '0',
  'contact[id]': '123456',
  'contact[email]': 'robert@example.com',
  'contact[first_name]': 'Robert',
  'contact[last_name]': '',
  'contact[phone]': '+1 555-010-1234',
  'contact[tags]': 'A, B',
};

describe('a request of ActiveCampaign', () => {
  const verify = (headers: Record<string, string>, query: Record<string, string> = {}) =>
    activecampaign.verify({ ...request('', headers), query }, ['old', 'key-of-ours']).ok;
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it('is proved by the key in its address, or as the password there', () => {
    expect(verify({}, { key: 'key-of-ours' })).toBe(true);
    expect(verify(basic('baton:key-of-ours'))).toBe(true);
    expect(verify(basic('key-of-ours:'))).toBe(false);
    expect(verify({}, { key: 'key-of-our' })).toBe(false);
    expect(verify({}, { key: '' })).toBe(false);
  });
});

describe('an event of ActiveCampaign', () => {
  it('tells what is known of a contact', () => {
    expect(personIn(read({ type: 'update', ...ROBERT, 'contact[orgname]': 'Fjordworks' }))).toMatchObject({
      kind: 'lead',
      occurredAt: new Date('2026-07-18T03:01:25Z'),
      identityKeys: [`activecampaign:${SOURCE.id}:123456`],
      person: { email: 'robert@example.com', givenName: 'Robert', familyName: undefined, phone: '+1 555-010-1234' },
      company: { name: 'Fjordworks' },
      attributes: { tags: 'A, B' },
      touch: null,
    });
  });

  it('names fields of their own by numbers, which stay what they are', () => {
    const fieldMap = { person: { title: 'contact.fields.39' } };
    const fields = { 'contact[fields][39]': 'COO', 'contact[fields][2041]': '11-50' };
    expect(personIn(read({ type: 'update', ...ROBERT, ...fields }, { ...SOURCE, fieldMap }))).toMatchObject({
      person: { title: 'COO' },
      attributes: { '2041': '11-50' },
    });
  });

  it.each(['utm_source', 'UTM_SOURCE'])('of an automation names them by their tags: %s', (tag) => {
    expect(personIn(read({ type: 'update', ...ROBERT, [`contact[fields][${tag}]`]: 'linkedin' })).passport.whereFrom).toMatchObject({
      says: 'linkedin',
    });
  });

  it.each([
    [{ type: 'contact_tag_added', tag: 'Demo' }, { kind: 'contact-tag-added', says: 'Was tagged “Demo”' }],
    [{ type: 'click', 'link[url]': 'https://a.example/b' }, { kind: 'click', says: 'Clicked https://a.example/b' }],
    [{ type: 'open' }, { kind: 'open', says: 'Opened an e-mail' }],
  ])('%j is a touch', (more, touch) => {
    expect(personIn(read({ ...ROBERT, ...more }))).toMatchObject({ kind: 'touch', touch, passport: { prompted: null } });
  });

  it('of a click is something that they have read', () => {
    expect(personIn(read({ type: 'click', ...ROBERT, 'link[url]': 'https://a.example/b' })).passport.content).toMatchObject([
      { says: 'Clicked https://a.example/b', field: 'link.url' },
    ]);
  });

  it('of leaving a list means that nobody writes to them', () => {
    expect(personIn(read({ type: 'unsubscribe', ...ROBERT }))).toMatchObject({ kind: 'touch', consent: { email: 'denied' } });
  });

  it('is the same by type, time, contact, and tag or list (rule 5)', () => {
    const key = (more: Record<string, string>) => personIn(read({ type: 'contact_tag_added', tag: 'A', ...ROBERT, ...more })).dedupeKey;
    expect(key({ 'contact[phone]': '1', initiated_by: 'api' })).toBe(key({}));
    const others: Array<Record<string, string>> = [{ type: 'update' }, { date_time: '2026-07-17T22:01:26-05:00' }, { 'contact[id]': '7' }, { tag: 'B' }];
    for (const other of others) expect(key(other)).not.toBe(key({}));
    const ofList = (list: string) => personIn(read({ type: 'subscribe', ...ROBERT, list })).dedupeKey;
    expect(ofList('1')).not.toBe(ofList('2'));
  });

  it('of somebody who has an address alone is not taken for another’s', () => {
    const key = (email: string) => personIn(read({ type: 'update', date_time: ROBERT.date_time, 'contact[email]': email })).dedupeKey;
    expect(key('a@example.com')).not.toBe(key('b@example.com'));
  });

  it.each<Record<string, string>>([{ type: 'deal_add', 'deal[id]': '1' }, { 'contact[id]': '7' }, { type: 'sent', ...ROBERT }, { type: 'constructor' }])(
    '%j is about nobody’s doing',
    (fields) => expect(read(fields)).toMatchObject({ events: [{ kind: 'ignored' }] }),
  );

  it('of a kind that is not known is no more than what it says about the contact', () => {
    expect(personIn(read({ type: 'toString', ...ROBERT }))).toMatchObject({ kind: 'lead', touch: null });
  });

  it('that is no form is refused', () => {
    expect(activecampaign.read(kept('a=%zz'), SOURCE).ok).toBe(false);
  });
});
