import { hubspotApi } from './hubspot-api.js';
import { kept, plainSha256, request, SOURCE } from './signing.fixture.js';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
/** The body of the official SDK's tests. */
const CREATION = {
  eventId: 1,
  subscriptionId: 12345,
  portalId: 62515,
  occurredAt: 1564113600000,
  subscriptionType: 'contact.creation',
  attemptNumber: 0,
  objectId: 123,
  changeSource: 'CRM',
  changeFlag: 'NEW',
  appId: 54321,
};
const read = (...notices: object[]) => {
  const reading = hubspotApi.read(kept(notices), SOURCE);
  if (!reading.ok) throw new Error(reading.because);
  return reading.events;
};
const key = (id: string) => `hubspot-api:${SOURCE.id}:${id}`;

describe('a HubSpot app', () => {
  it('may still sign by version 1, as its SDK does', () => {
    const body = JSON.stringify([CREATION]);
    const digest = plainSha256(SECRET + body);
    expect(digest).toMatch(/^232db261.*17de$/);
    const headers = { 'x-hubspot-signature': digest, 'x-hubspot-signature-version': 'v1' };
    expect(hubspotApi.verify(request(body, headers), ['old', SECRET])).toEqual({ ok: true });
    expect(hubspotApi.verify(request(`${body} `, headers), [SECRET]).ok).toBe(false);
    expect(hubspotApi.verify(request(body), [SECRET]).ok).toBe(false);
  });

  it('signs an address as it reads with the escapes undone that HubSpot undoes', () => {
    const signed = 'https://x.example/w?a=b:c&d=%20e';
    const digest = plainSha256(`${SECRET}POST${signed}{}`);
    const headers = { 'x-hubspot-signature': digest, 'x-hubspot-signature-version': 'v2' };
    const asked = { ...request('{}', headers), url: 'https://x.example/w?a=b%3Ac&d=%20e' };
    expect(hubspotApi.verify(asked, [SECRET])).toEqual({ ok: true });
  });

  it('tells ids alone of contacts and deals, which are fetched', () => {
    expect(read(CREATION)).toEqual([
      {
        kind: 'reference',
        dedupeKey: '62515|contact.creation|||123|1|1564113600000',
        occurredAt: new Date(1564113600000),
        type: 'contact',
        id: '123',
        details: { portalId: '62515' },
      },
    ]);
    const guided = { ...CREATION, subscriptionType: undefined, eventType: 'contact.propertyChange' };
    expect(
      read(
        { ...guided, propertyName: 'email', propertyValue: 'x' },
        { ...CREATION, subscriptionType: 'object.creation', objectTypeId: '0-1' },
        { ...CREATION, subscriptionType: 'deal.propertyChange' },
        { ...CREATION, subscriptionType: 'object.propertyChange', objectTypeId: '0-3' },
      ).map((event) => (event.kind === 'reference' ? event.type : event.kind)),
    ).toEqual(['contact', 'contact', 'deal', 'deal']);
  });

  it('repeats itself with another attemptNumber, and means something else with the same eventId', () => {
    const keys = read(
      CREATION,
      { ...CREATION, attemptNumber: 3 },
      { ...CREATION, objectId: 124 },
      { ...CREATION, occurredAt: 1564113600001 },
    ).map(({ dedupeKey }) => dedupeKey);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('asks to forget, whatever becomes of the record', () => {
    expect(
      read(
        { ...CREATION, subscriptionType: 'contact.privacyDeletion' },
        { ...CREATION, subscriptionType: 'contact.deletion' },
      ),
    ).toMatchObject([{ kind: 'erasure', identityKeys: [key('123')] }, { kind: 'ignored' }]);
  });

  it('merges records, some of them into a new one', () => {
    const merge = { ...CREATION, subscriptionType: 'contact.merge', primaryObjectId: 88, mergedObjectIds: [251, 252] };
    expect(read(merge, { ...merge, newObjectId: 300 }, { ...merge, mergedObjectIds: [] })).toMatchObject([
      { kind: 'merge', survivor: key('88'), losers: [key('251'), key('252')] },
      { kind: 'merge', survivor: key('300'), losers: [key('88'), key('251'), key('252')] },
      { kind: 'ignored' },
    ]);
  });

  it('tests the connection, and speaks of what is nobody', () => {
    expect(
      read(
        { ...CREATION, eventId: 100, objectId: 123 },
        { ...CREATION, subscriptionType: 'company.creation' },
        { ...CREATION, subscriptionType: 'object.creation', objectTypeId: '2-17' },
        {},
      ).map(({ kind }) => kind),
    ).toEqual(['ignored', 'ignored', 'ignored', 'ignored']);
  });
});
