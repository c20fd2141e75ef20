import { createHash, createHmac } from 'node:crypto';
import { DeadLetters } from '@baton/messaging';
import { eventually } from '@baton/testing';
import { type Answered, type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';
import { StubPlatform } from '../test/stub-platform.fixture.js';

const SECRET = 'the-client-secret-of-our-app';
const TOKEN = 'a-token-that-is-good';

let ingest: RunningIngest;
let platform: StubPlatform;
let sourceId: string;
let events = 0;

beforeAll(async () => {
  ingest = await startIngest();
}, 60_000);
afterAll(() => ingest.stop());

beforeEach(async () => {
  platform = await StubPlatform.start();
  const api = { url: platform.url, accessToken: TOKEN, refreshToken: 'r1', clientId: 'c', clientSecret: 's' };
  sourceId = await newSource(api);
});
afterEach(() => platform.stop());

async function newSource(api?: object): Promise<string> {
  const made = { provider: 'hubspot-api', name: 'HubSpot', secrets: [SECRET], api };
  const { status, body } = await ingest.call('operator', 'POST', '/sources', made);
  expect(status).toBe(201);
  expect(JSON.stringify(body)).not.toContain(TOKEN);
  return body.id;
}

/** What HubSpot posts: signed, and ids alone. */
async function notify(...notices: object[]): Promise<string> {
  const body = JSON.stringify(
    notices.map((notice) => ({ eventId: ++events, portalId: 1, occurredAt: 1_770_000_000_000 + events, ...notice })),
  );
  const answer = await ingest.app.inject({
    method: 'POST',
    url: `/webhooks/${sourceId}`,
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature': createHash('sha256').update(SECRET + body).digest('hex'),
      'x-hubspot-signature-version': 'v1',
    },
    payload: body,
  });
  expect(answer.statusCode).toBe(200);
  return JSON.parse(answer.body).deliveryId;
}

const created = (objectId: number) => ({ subscriptionType: 'contact.creation', objectId });
const contact = (id: number, properties: object = {}) => ({
  body: {
    id: String(id),
    properties: {
      email: `contact-${id}@people.example`,
      firstname: 'Nora',
      lastname: 'Lindqvist',
      lastmodifieddate: '2026-03-02T09:00:00Z',
      ...properties,
    },
  },
});
const tell = (id: number, properties?: object) => {
  platform.answers[`/crm/v3/objects/contacts/${id}`] = () => contact(id, properties);
};
const rows = <Row = Answered>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  ingest.database.query(sql, parameters);
const leadOf = (id: number) =>
  eventually(async () => {
    const [key] = await rows('SELECT lead_id FROM identity_keys WHERE key = $1', [`hubspot-api:${sourceId}:${id}`]);
    return key?.lead_id as string | undefined;
  }, `the lead of contact ${id}`);
const said = async (topic: string, leadId: string) =>
  (await rows<{ value: Buffer }>('SELECT payload AS value FROM outbox_events WHERE topic = $1 AND key = $2 ORDER BY seq', [
    topic,
    Buffer.from(leadId),
  ])).map(({ value }) => JSON.parse(value.toString()) as Answered);
const saidEventually = (topic: string, leadId: string) =>
  eventually(async () => (await said(topic, leadId)).at(-1), `${topic} of ${leadId}`);
const waits = async () =>
  (await rows('SELECT problem, attempts FROM fetches WHERE source_id = $1 AND state = $2', [sourceId, 'waiting']))[0];
const hurry = () => rows(`UPDATE fetches SET due_at = now() WHERE source_id = $1 AND due_at > now()`, [sourceId]);

describe('a record of which a platform tells the id alone', () => {
  it('is fetched, and only then decided upon', async () => {
    tell(1, { jobtitle: 'COO' });
    const deliveryId = await notify(created(1));
    const leadId = await leadOf(1);
    expect(await saidEventually('lead.created', leadId)).toMatchObject({
      person: { email: 'contact-1@people.example', fullName: 'Nora Lindqvist', title: 'COO' },
    });
    expect((await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`)).body.outcome).toBe('fetching');
  });

  it('that is told of twice in the same state is one happening', async () => {
    tell(2);
    await notify(created(2), { subscriptionType: 'contact.propertyChange', objectId: 2 });
    const leadId = await leadOf(2);
    await eventually(async () => (await waits()) === undefined, 'all to be fetched');
    await eventually(
      async () => (await rows(`SELECT FROM deliveries WHERE source_id = $1 AND state = 'stored'`, [sourceId])).length === 0,
      'all to be settled',
    );
    expect(await said('lead.created', leadId)).toHaveLength(1);
    expect(await said('lead.updated', leadId)).toEqual([]);
  });

  it('is asked for again when the platform wants a rest, and not before', async () => {
    let refused = 0;
    platform.answers['/crm/v3/objects/contacts/3'] = () =>
      refused++ < 2 ? { status: 429, headers: { 'retry-after': '1' } } : contact(3);
    const startedAt = performance.now();
    await notify(created(3));
    await leadOf(3);
    expect(refused).toBe(3);
    expect(performance.now() - startedAt).toBeGreaterThan(2_000);
  });

  it('is asked for with a new token when the old one has expired', async () => {
    platform.answers['/crm/v3/objects/contacts/4'] = ({ headers }) =>
      headers.authorization === 'Bearer renewed' ? contact(4) : { status: 401 };
    platform.answers['/oauth/v1/token'] = () => ({ body: { access_token: 'renewed', refresh_token: 'r2' } });
    await notify(created(4));
    await leadOf(4);
    expect(platform.asked.filter((path) => path === '/oauth/v1/token')).toHaveLength(1);
  });

  it('waits for a token, and says so, when there is none or none that is taken', async () => {
    platform.answers['/crm/v3/objects/contacts/5'] = () => ({ status: 401 });
    platform.answers['/oauth/v1/token'] = () => ({ status: 400 });
    await notify(created(5));
    await eventually(async () => (await waits())?.problem?.includes('access token'), 'the problem to be told');
    tell(5);
    await hurry();
    await leadOf(5);

    sourceId = await newSource();
    await notify(created(6));
    await eventually(async () => (await waits())?.problem?.includes('no access token yet'), 'the problem to be told');
    tell(6);
    const api = { url: platform.url, accessToken: TOKEN };
    expect((await ingest.call('operator', 'PUT', `/sources/${sourceId}`, { api })).body.hasApiAccess).toBe(true);
    await hurry();
    await leadOf(6);
  });

  it('is not lost when the platform fails, says nothing, or speaks nonsense', async () => {
    platform.answers['/crm/v3/objects/contacts/7'] = () => ({ status: 503 });
    await notify(created(7));
    await eventually(async () => (await waits())?.problem?.includes('503'), 'the problem to be told');
    platform.answers['/crm/v3/objects/contacts/7'] = () => ({ silent: true });
    await hurry();
    await eventually(async () => (await waits())?.problem?.includes('no answer within'), 'the silence to be told', 30_000);
    platform.answers['/crm/v3/objects/contacts/7'] = () => ({ body: ['no record'] });
    await hurry();
    const letters = ingest.app.get(DeadLetters);
    const dead = await eventually(async () => {
      const [letter] = await rows(
        `SELECT d.id FROM deliveries d WHERE d.source_id = $1 AND d.state = 'dead' AND d.reason LIKE '%no record%'`,
        [sourceId],
      );
      return letter;
    }, 'a dead letter');
    expect(dead).toBeDefined();
    expect(await letters.countOpen()).toBeGreaterThan(0);
  }, 60_000);

  it('that the platform has no more becomes a dead letter, and is fetched when that is replayed', async () => {
    const deliveryId = await notify(created(8));
    const letter = await eventually(async () => {
      const [found] = await rows(
        `SELECT id FROM dead_letters WHERE origin->>'deliveryId' = $1 AND state = 'open'`,
        [deliveryId],
      );
      return found;
    }, 'the dead letter');
    tell(8);
    const replayed = await ingest.call('operator', 'POST', `/dead-letters/${letter.id}/replay`);
    expect(replayed.status).toBeLessThan(300);
    await leadOf(8);
  });
});

describe('what a platform says about its records', () => {
  it('merges two people, whose ids both lead to the one that goes on', async () => {
    tell(20, { jobtitle: 'Clerk', lastmodifieddate: '2026-03-01T09:00:00Z' });
    tell(21, { jobtitle: 'COO', company: 'Fjordworks' });
    await notify(created(20), created(21));
    const [survivor, loser] = [await leadOf(20), await leadOf(21)];
    await notify({ subscriptionType: 'contact.merge', primaryObjectId: 20, mergedObjectIds: [21] });
    expect(await saidEventually('lead.merged', loser)).toMatchObject({ survivorId: survivor, because: 'platform' });
    expect(await saidEventually('lead.updated', survivor)).toMatchObject({
      person: { title: 'COO' },
      company: { name: 'Fjordworks' },
    });
    expect(await leadOf(21)).toBe(survivor);

    tell(21, { jobtitle: 'CEO', lastmodifieddate: '2026-03-05T09:00:00Z' });
    await notify({ subscriptionType: 'contact.propertyChange', objectId: 21 });
    await eventually(
      async () => (await said('lead.updated', survivor)).at(-1)?.person.title === 'CEO',
      'news under the old id',
    );
  });

  it('forgets whom it was asked to forget, under every id, raw bodies included', async () => {
    tell(30);
    tell(31);
    await notify(created(30), created(31));
    const [person, other] = [await leadOf(30), await leadOf(31)];
    await notify({ subscriptionType: 'contact.merge', primaryObjectId: 30, mergedObjectIds: [31] });
    await saidEventually('lead.merged', other);
    await notify({ subscriptionType: 'contact.privacyDeletion', objectId: 31 });
    expect(await saidEventually('lead.erased', person)).toMatchObject({ because: 'platform' });
    expect(await said('lead.erased', other)).toHaveLength(1);
    for (const [sql, parameter] of [
      [`SELECT FROM deliveries WHERE source_id = $1 AND convert_from(body, 'UTF8') ~ 'contact-3[01]@'`, sourceId],
      ['SELECT FROM identity_keys WHERE lead_id = $1', person],
      ['SELECT FROM merges WHERE survivor_id = $1', person],
      [`SELECT FROM leads WHERE id = $1 AND (ended <> 'erased' OR known <> '{}')`, other],
    ] as const) {
      expect(await rows(sql, [parameter])).toEqual([]);
    }

    tell(30, { lastmodifieddate: '2026-03-09T09:00:00Z' });
    await notify({ subscriptionType: 'contact.propertyChange', objectId: 30 });
    const again = await leadOf(30);
    expect([person, other]).not.toContain(again);
  });

  it('reports a deal with each of its people', async () => {
    tell(40);
    await notify(created(40));
    const leadId = await leadOf(40);
    platform.answers['/crm/v3/objects/deals/77'] = () => ({
      body: {
        id: '77',
        properties: {
          dealname: 'Six docks',
          amount: '24000.5',
          deal_currency_code: 'EUR',
          hs_is_closed: 'true',
          hs_is_closed_won: 'true',
          closedate: '2026-05-11T00:00:00Z',
          hs_lastmodifieddate: '2026-05-11T13:20:00Z',
        },
        associations: { contacts: { results: [{ id: '40', type: 'deal_to_contact' }] } },
      },
    });
    await notify({ subscriptionType: 'deal.propertyChange', objectId: 77 });
    expect(await saidEventually('deal.reported', leadId)).toMatchObject({
      dealId: '77',
      standing: 'won',
      amount: { amountMinor: 2_400_050, currency: 'EUR' },
      closedAt: '2026-05-11T00:00:00.000Z',
    });
  });
});

describe('a lead of an ad', () => {
  const told = async (provider: string, headers: (body: string) => Record<string, string>, notice: object) => {
    const api = { url: platform.url, accessToken: TOKEN };
    const made = { provider, name: provider, secrets: [SECRET], api };
    const { id } = (await ingest.call('operator', 'POST', '/sources', made)).body;
    const payload = JSON.stringify(notice);
    const answer = await ingest.app.inject({
      method: 'POST',
      url: `/webhooks/${id}`,
      headers: { 'content-type': 'application/json', ...headers(payload) },
      payload,
    });
    expect(answer.statusCode).toBe(200);
  };
  const hex = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');
  const announced = (address: string) =>
    eventually(async () => {
      const events = await rows<{ value: Buffer }>(`SELECT payload AS value FROM outbox_events WHERE topic = 'lead.created'`);
      return events.map(({ value }) => JSON.parse(value.toString()) as Answered).find(({ person }) => person.email === address);
    }, `the lead of ${address}`);

  it('on Meta is fetched with the token of its source', async () => {
    const id = '9007199254740993';
    const fields = [
      { name: 'email', values: ['meta@people.example'] },
      { name: 'full_name', values: ['Nora Lindqvist'] },
    ];
    platform.answers[`/v24.0/${id}`] = ({ headers }) =>
      headers.authorization !== `Bearer ${TOKEN}`
        ? { status: 400, body: { error: { code: 190 } } }
        : { body: { id, campaign_name: 'Spring', ad_name: 'Six docks', field_data: fields } };
    const value = { leadgen_id: id, form_id: '624', created_time: 1_770_000_000 };
    const notice = { object: 'page', entry: [{ id: '1', changes: [{ field: 'leadgen', value }] }] };
    await told('meta-lead-ads', (body) => ({ 'x-hub-signature-256': `sha256=${hex(body)}` }), notice);
    expect(await announced('meta@people.example')).toMatchObject({ source: { channel: 'paid-social', campaign: 'Spring' } });
  });

  it('on LinkedIn is fetched together with its form', async () => {
    platform.answers['/rest/leadFormResponses/1a2b3c-4'] = ({ headers }) => {
      expect(headers).toMatchObject({ 'x-restli-protocol-version': '2.0.0', 'linkedin-version': expect.any(String) });
      return {
        body: {
          id: '1a2b3c-4',
          submittedAt: 1_770_000_000_000,
          versionedLeadGenFormUrn: 'urn:li:versionedLeadGenForm:(urn:li:leadGenForm:77,1)',
          formResponse: {
            answers: [
              { questionId: 1, answerDetails: { textQuestionAnswer: { answer: 'linkedin@people.example' } } },
              { questionId: 2, answerDetails: { textQuestionAnswer: { answer: 'COO' } } },
            ],
          },
        },
      };
    };
    const questions = [
      { questionId: 1, predefinedField: 'WORK_EMAIL' },
      { questionId: 2, predefinedField: 'JOB_TITLE' },
    ];
    platform.answers['/rest/leadForms/77'] = () => ({ body: { id: 77, name: 'Docks', content: { questions } } });
    const notice = { leadGenFormResponse: 'urn:li:leadGenFormResponse:1a2b3c-4', leadAction: 'CREATED', occurredAt: 1_770_000_000_000 };
    await told('linkedin-lead-sync', (body) => ({ 'x-li-signature': hex(`hmacsha256=${body}`) }), notice);
    expect(await announced('linkedin@people.example')).toMatchObject({ person: { title: 'COO' } });
  });
});

describe('an address with a query', () => {
  it('is signed as it stands, whatever host the caller names', async () => {
    const timestamp = String(Date.now());
    const signed = `POSThttps://baton.example/webhooks/${sourceId}?team=a:b&x=%20y[]${timestamp}`;
    const post = (query: string) =>
      ingest.app.inject({
        method: 'POST',
        url: `/webhooks/${sourceId}?${query}`,
        headers: {
          host: 'elsewhere.example',
          'content-type': 'application/json',
          'x-hubspot-request-timestamp': timestamp,
          'x-hubspot-signature-v3': createHmac('sha256', SECRET).update(signed).digest('base64'),
        },
        payload: '[]',
      });
    expect((await post('team=a%3Ab&x=%20y')).statusCode).toBe(200);
    expect((await post('team=other&x=%20y')).statusCode).toBe(401);
  });
});
