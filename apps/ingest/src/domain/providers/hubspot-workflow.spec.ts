import { hubspotWorkflow } from './hubspot-workflow.js';
import { personIn } from './person-in.fixture.js';
import { kept, NOW, plainSha256, request, SOURCE } from './signing.fixture.js';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const URL = 'https://www.example.com/webhook_uri';
const BODY = "{'example_field':'example_value'}";

function v3(timestamp: string, signature: string, now = new Date(Number(timestamp))) {
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
  return { ...request(BODY, headers, now), url: URL };
}

describe('a HubSpot signature', () => {
  it.each([
    ['15000000', 'HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw='],
    ['1693657560000', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    ['1700000300000', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('of version 3 agrees with the known answer at %s', (timestamp, signature) => {
    expect(hubspotWorkflow.verify(v3(timestamp, signature), ['old', SECRET])).toEqual({ ok: true });
  });

  it('of version 2 agrees with the known answer', () => {
    const signature = '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900';
    const headers = { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': 'v2' };
    const body = '{"example_field":"example_value"}';
    expect(hubspotWorkflow.verify({ ...request(body, headers), url: URL }, [SECRET])).toEqual({ ok: true });
    expect(hubspotWorkflow.verify({ ...request(body, headers), url: `${URL}/` }, [SECRET]).ok).toBe(false);
  });

  it.each([
    [
      'five minutes and a second old',
      v3('15000000', 'HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw=', new Date(15301000)),
    ],
    ['without a number as time', v3('NaN', 'HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw=', NOW)],
    ['wrong', v3('15000000', 'AAAA73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw=')],
  ])('is refused when %s', (_what, bad) => {
    expect(hubspotWorkflow.verify(bad, [SECRET]).ok).toBe(false);
  });

  it('of version 3 that is stale is not saved by a good version 2 beside it', () => {
    const stale = v3('15000000', 'HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw=', NOW);
    const v2 = plainSha256(`${SECRET}POST${URL}${BODY}`);
    const headers = { ...stale.headers, 'x-hubspot-signature': v2, 'x-hubspot-signature-version': 'v2' };
    expect(hubspotWorkflow.verify({ ...stale, headers }, [SECRET]).ok).toBe(false);
  });

  it('of version 1, which leaves the address out, is refused', () => {
    const headers = {
      'x-hubspot-signature': plainSha256(SECRET + BODY),
      'x-hubspot-signature-version': 'v1',
    };
    expect(hubspotWorkflow.verify(request(BODY, headers), [SECRET]).ok).toBe(false);
  });

  it('may be an API key in a header instead', () => {
    expect(hubspotWorkflow.verify(request(BODY, { 'x-api-key': 'k1' }), ['k0', 'k1']).ok).toBe(true);
    expect(hubspotWorkflow.verify(request(BODY, { authorization: 'Bearer k1' }), ['k1']).ok).toBe(true);
    expect(hubspotWorkflow.verify(request(BODY, { 'x-api-key': 'k2' }), ['k1']).ok).toBe(false);
    expect(hubspotWorkflow.verify(request(BODY), ['']).ok).toBe(false);
  });
});

const value = (text: string) => ({ value: text, versions: [] });
const record = {
  vid: 123445,
  'canonical-vid': 123445,
  'portal-id': 62515,
  'is-contact': true,
  properties: {
    firstname: value('Ada'),
    lastname: value('Lovelace'),
    jobtitle: value('Head of Operations'),
    hs_analytics_source: value('PAID_SEARCH'),
    hs_analytics_source_data_1: value('spring-launch'),
    hs_analytics_first_url: value('https://fjordworks.example/guide'),
    lastmodifieddate: value('1772443798000'),
    lifecyclestage: value('marketingqualifiedlead'),
  },
  'form-submissions': [
    {
      'conversion-id': 'c2',
      timestamp: 1772443790000,
      title: 'Demo request',
      'page-url': 'https://fjordworks.example/demo',
    },
    { 'conversion-id': 'c1', timestamp: 1772443000000, title: 'Newsletter' },
  ],
  'identity-profiles': [
    {
      identities: [
        { type: 'LEAD_GUID', value: 'x' },
        { type: 'EMAIL', value: 'ada@example.com', 'is-primary': true },
      ],
    },
  ],
  'associated-company': { properties: { name: value('Fjordworks'), domain: value('fjordworks.example') } },
};

describe('a HubSpot workflow body', () => {
  it('gives the contact, its company and its story', () => {
    const event = personIn(hubspotWorkflow.read(kept(record), SOURCE));
    expect(event).toMatchObject({
      identityKeys: [`hubspot-workflow:${SOURCE.id}:123445`],
      occurredAt: new Date(1772443798000),
      person: { email: 'ada@example.com', givenName: 'Ada', title: 'Head of Operations' },
      company: { name: 'Fjordworks', domain: 'fjordworks.example' },
      source: { channel: 'paid-search', campaign: 'spring-launch' },
      passport: {
        whereFrom: { kind: 'paid-search', says: 'Paid search, campaign spring-launch' },
        prompted: { kind: 'demo-request', field: 'form-submissions.0.title' },
      },
    });
    expect(event.passport.content.map(({ says }) => says)).toEqual([
      'Read https://fjordworks.example/guide',
      'Read https://fjordworks.example/demo',
    ]);
    expect(event.attributes).toMatchObject({ lifecyclestage: 'marketingqualifiedlead' });
  });

  it('tells each form once, whichever record repeats it', () => {
    const reading = hubspotWorkflow.read(kept(record), SOURCE);
    if (!reading.ok) throw new Error(reading.because);
    expect(reading.events.slice(1)).toMatchObject([
      { kind: 'touch', dedupeKey: 'form:c1', occurredAt: new Date(1772443000000) },
      { kind: 'touch', dedupeKey: 'form:c2', touch: { says: 'Sent the form “Demo request”' } },
    ]);
  });

  it('with keys of the user’s own is read by the field map', () => {
    const source = { ...SOURCE, fieldMap: { person: { email: 'Contact Mail' }, externalId: 'id' } };
    const event = personIn(hubspotWorkflow.read(kept({ 'Contact Mail': 'ada@example.com', id: 7 }), source));
    expect(event.person.email).toBe('ada@example.com');
    expect(event.identityKeys).toEqual([`hubspot-workflow:${SOURCE.id}:7`]);
  });
});
