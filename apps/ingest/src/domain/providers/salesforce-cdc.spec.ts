import { personIn } from './person-in.fixture.js';
import { salesforceCdc } from './salesforce-cdc.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const header = (more: object = {}) => ({
  entityName: 'Lead',
  recordIds: ['00Q000000000001AAA'],
  changeType: 'CREATE',
  changeOrigin: 'com/salesforce/api/rest/62.0',
  transactionKey: '000157f1-8a2b-1c3d',
  sequenceNumber: 1,
  commitTimestamp: 1772443800000,
  commitUser: '0051',
  ...more,
});
const change = (fields: object, more?: object) => ({ ChangeEventHeader: header(more), ...fields });
const read = (body: unknown) => salesforceCdc.read(kept(body), SOURCE);
const ADA = {
  Name: { Salutation: 'Ms', FirstName: 'Ada', LastName: 'Lovelace' },
  Email: 'ada@example.com',
  Company: 'Fjordworks',
  Address: { City: 'Oslo', Country: 'Norway' },
};

describe('a change of Salesforce', () => {
  it('is proved by the key that its relay puts into a header', () => {
    const verify = (headers: Record<string, string>) => salesforceCdc.verify(request('{}', headers), ['old', 'key']).ok;
    expect(verify({ 'x-api-key': 'key' })).toBe(true);
    expect(verify({ authorization: 'Bearer key' })).toBe(true);
    expect(verify({ 'x-api-key': 'other' })).toBe(false);
  });

  it('that makes a lead tells all of it', () => {
    expect(personIn(read(change(ADA)))).toMatchObject({
      kind: 'lead',
      dedupeKey: '000157f1-8a2b-1c3d|1|00Q000000000001AAA',
      occurredAt: new Date('2026-03-02T09:30:00Z'),
      identityKeys: [`salesforce-cdc:${SOURCE.id}:00Q000000000001AAA`],
      person: { email: 'ada@example.com', givenName: 'Ada', familyName: 'Lovelace', city: 'Oslo', country: 'Norway' },
      company: { name: 'Fjordworks' },
    });
  });

  it.each([
    ['the Streaming API', (payload: object) => ({ schema: 's', data: { payload, event: { replayId: 6 } } })],
    ['EventBridge', (payload: object) => ({ detail: { schemaId: 's', payload } })],
    ['the Pub/Sub API', (payload: object) => ({ replayId: 6, payload })],
  ])('may lie in the envelope of %s', (_whose, enveloped) => {
    expect(read(enveloped(change(ADA)))).toEqual(read(change(ADA)));
  });

  it('of a part of a name is about somebody who is known', () => {
    expect(personIn(read(change({ Name: { LastName: 'King' } }, { changeType: 'UPDATE' })))).toMatchObject({
      kind: 'touch',
      person: { email: undefined, givenName: undefined, familyName: 'King' },
    });
  });

  it('may be about several records', () => {
    const both = read(change({ Title: 'COO' }, { entityName: 'Contact', changeType: 'UPDATE', recordIds: ['0031', '0032'] }));
    expect(both).toMatchObject({
      events: [
        { kind: 'touch', identityKeys: [`salesforce-cdc:${SOURCE.id}:0031`], person: { title: 'COO' } },
        { kind: 'touch', identityKeys: [`salesforce-cdc:${SOURCE.id}:0032`] },
      ],
    });
    expect(both.ok && new Set(both.events.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  });

  it('of an opportunity says how it stands', () => {
    const won = { StageName: 'Closed Won', Amount: 1999.5, CurrencyIsoCode: 'EUR', CloseDate: '2026-03-31', ContactId: '0031' };
    expect(read(change(won, { entityName: 'Opportunity', recordIds: ['0061'], changeType: 'UPDATE' }))).toMatchObject({
      events: [{ kind: 'deal', dealId: '0061', standing: 'won', amount: '1999.5', identityKeys: [`salesforce-cdc:${SOURCE.id}:0031`] }],
    });
  });

  it('of an amount alone opens no deal again', () => {
    expect(read(change({ Amount: 5 }, { entityName: 'Opportunity', changeType: 'UPDATE' }))).toMatchObject({
      events: [{ kind: 'ignored' }],
    });
  });

  it.each([
    ['DELETE', 'ignored'],
    ['GAP_DELETE', 'ignored'],
    ['GAP_UPDATE', 'ignored'],
    ['GAP_UNDELETE', 'ignored'],
    ['GAP_OVERFLOW', 'ignored'],
    ['UNDELETE', 'lead'],
    ['UPDATE', 'lead'],
  ])('of the kind %s is %s, under a key of its own', (changeType, kind) => {
    expect(read(change(ADA, { changeType }))).toMatchObject({
      events: [{ kind, dedupeKey: '000157f1-8a2b-1c3d|1|00Q000000000001AAA' }],
    });
  });

  it('of which the place in its transaction is not told is the same by what it says', () => {
    const key = (fields: object) => personIn(read(change(fields, { transactionKey: undefined }))).dedupeKey;
    expect(key(ADA)).toBe(key(ADA));
    expect(key(ADA)).not.toBe(key({ ...ADA, Title: 'COO' }));
  });

  it('comes with a thousand records at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => change(ADA, { sequenceNumber: at }));
    expect(read(many(1_000)).ok).toBe(true);
    expect(read(many(1_001)).ok).toBe(false);
    expect(read(change(ADA, { recordIds: Array.from({ length: 1_001 }, (_, at) => `00Q${at}`) })).ok).toBe(false);
  });

  it.each([[{}], [{ ChangeEventHeader: { entityName: 'Lead' } }], [change(ADA, { entityName: 'Account' })]])(
    'about nobody is ignored: %j',
    (body) => expect(read(body)).toMatchObject({ events: [{ kind: 'ignored' }] }),
  );
});
