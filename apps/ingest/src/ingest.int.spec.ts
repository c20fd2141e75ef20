import { randomUUID } from 'node:crypto';
import { DeadLetters } from '@baton/messaging';
import { eventually } from '@baton/testing';
import { type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';
import { ProcessDeliveries } from './application/process-deliveries.js';
import { seconds, standardSignature } from './domain/providers/signing.fixture.js';

interface SourceAnswer {
  id: string;
  generatedSecret: string;
  url: string;
}

let ingest: RunningIngest;
let source: SourceAnswer;

beforeAll(async () => {
  ingest = await startIngest();
  source = (
    await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'Site' })
  ).body;
}, 60_000);
afterAll(() => ingest.stop());

/** Posts to the door as a platform would. */
async function post(
  body: string | object,
  {
    to = source,
    id = randomUUID(),
    secret = to.generatedSecret,
  }: { to?: SourceAnswer; id?: string; secret?: string } = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = seconds(new Date());
  const answer = await ingest.app.inject({
    method: 'POST',
    url: `/webhooks/${to.id}`,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': standardSignature(secret, id, timestamp, text),
    },
    payload: text,
  });
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    retryAfter: answer.headers['retry-after'],
    body: JSON.parse(answer.body),
  };
}

const accepted = async (...given: Parameters<typeof post>): Promise<string> =>
  (await post(...given)).body.deliveryId;

async function ended(deliveryId: string) {
  return eventually(async () => {
    const { body } = await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`);
    return body.state === 'stored' ? null : body;
  });
}

async function announced(leadId: string): Promise<Array<{ topic: string; sequence: number }>> {
  const rows: Array<{ topic: string; headers: Record<string, string> }> = await ingest.database.query(
    'SELECT topic, headers FROM outbox_events WHERE key = $1 ORDER BY seq',
    [leadId],
  );
  return rows.map(({ topic, headers }) => ({ topic, sequence: Number(headers['ce_sequence']) }));
}

const lead = (email: string, more: object = {}) => ({
  type: 'lead.submitted',
  timestamp: '2026-03-02T09:29:58Z',
  data: {
    email,
    name: 'Ada Lovelace',
    company: 'Fjordworks',
    utm_source: 'google',
    content: 'Guide',
    form: 'Book a demo',
    ...more,
  },
});

describe('a webhook that is accepted', () => {
  it('becomes a lead, announced with its touch', async () => {
    const end = await ended(await accepted(lead('ada@one.example')));
    expect(end).toMatchObject({ state: 'done', outcome: 'lead', reason: null, sourceId: source.id });
    expect(await announced(end.leadId)).toEqual([
      { topic: 'lead.created', sequence: 1 },
      { topic: 'touch.recorded', sequence: 1 },
    ]);
  });

  it('changes nothing when it is delivered again', async () => {
    const id = randomUUID();
    const first = await ended(await accepted(lead('ada@two.example'), { id }));
    const [second, third] = await Promise.all([
      accepted(lead('ada@two.example'), { id }),
      accepted(lead('ada@two.example'), { id }),
    ]);
    for (const again of [second, third]) {
      expect(await ended(again)).toMatchObject({
        state: 'done',
        outcome: 'duplicate',
        reason: expect.stringContaining(first.id),
      });
    }
    expect(await announced(first.leadId)).toHaveLength(2);
  });

  it('three times at once counts once', async () => {
    const id = randomUUID();
    const ids = await Promise.all([1, 2, 3].map(() => accepted(lead('ada@three.example'), { id })));
    const ends = await Promise.all(ids.map(ended));
    expect(ends.map(({ outcome }) => outcome).sort()).toEqual(['duplicate', 'duplicate', 'lead']);
  });

  it('with an address alone is an inquiry, and keeps its id when it becomes a lead', async () => {
    const inquiry = await ended(
      await accepted({ timestamp: '2026-03-01T08:00:00Z', data: { email: 'bea@four.example' } }),
    );
    expect(inquiry.outcome).toBe('inquiry');
    const grown = await ended(await accepted(lead('Bea+news@Four.example')));
    expect(grown).toMatchObject({ outcome: 'lead', leadId: inquiry.leadId });
    const events = await announced(inquiry.leadId);
    expect(events.map(({ topic }) => topic)).toEqual([
      'inquiry.received',
      'touch.recorded',
      'lead.created',
      'touch.recorded',
    ]);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 2]);
    const [row] = await ingest.database.query(
      `SELECT payload FROM outbox_events WHERE key = $1 AND topic = 'lead.created'`,
      [inquiry.leadId],
    );
    expect(JSON.parse(row.payload)).toMatchObject({
      fromInquiry: true,
      person: { email: 'Bea+news@Four.example' },
    });
  });

  it('tells more about a known person', async () => {
    const first = await ended(await accepted(lead('cleo@five.example')));
    const more = await ended(await accepted(lead('cleo@five.example', { title: 'COO' })));
    expect(more).toMatchObject({ outcome: 'merged', leadId: first.leadId });
    expect((await announced(first.leadId)).map(({ topic }) => topic)).toContain('lead.updated');
  });

  it('makes one person of many that arrive at once', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => accepted(lead('dora@six.example'))));
    const ends = await Promise.all(ids.map(ended));
    expect(new Set(ends.map(({ leadId }) => leadId)).size).toBe(1);
    expect(ends.filter(({ outcome }) => outcome === 'lead')).toHaveLength(1);
    const sequences = (await announced(ends[0].leadId)).map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
  });

  it('may hold anything that JSON can', async () => {
    const odd = lead('eve@seven.example', {
      note: 'a\u0000b\ud800',
      __proto__x: { a: [1, { b: null }] },
      constructor: 'x',
      'k\u0000ey': 'v',
      long: 'y'.repeat(50_000),
    });
    expect(await ended(await accepted(JSON.stringify(odd).replace('__proto__x', '__proto__')))).toMatchObject(
      { outcome: 'lead' },
    );
  });
});

describe('the door', () => {
  it('refuses a wrong signature without an echo', async () => {
    const answer = await post(lead('mallory@x.example'), { secret: 'whsec_c2VjcmV0LXRoYXQtaXMtbm90LWl0' });
    expect(answer.status).toBe(401);
    expect(answer.type).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toContain('mallory');
  });

  it('knows no source that is not there', async () => {
    expect((await post({}, { to: { ...source, id: randomUUID() } })).status).toBe(404);
    expect((await post({}, { to: { ...source, id: 'not-an-id' } })).status).toBe(404);
  });

  it.each([undefined, 'application/x-www-form-urlencoded', 'text/plain', 'application/json; charset=utf-8'])(
    'checks the bytes, whatever the content type says: %s',
    async (type) => {
      // Blanks and all: one byte parsed and written anew would break the signature.
      const text = '{ "data" : {"email":"t@types.example"} }\n';
      const [id, timestamp] = [randomUUID(), seconds(new Date())];
      const headers = {
        ...(type === undefined ? {} : { 'content-type': type }),
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': standardSignature(source.generatedSecret, id, timestamp, text),
      };
      const answer = await ingest.app.inject({
        method: 'POST',
        url: `/webhooks/${source.id}`,
        headers,
        payload: Buffer.from(text),
      });
      expect(answer.statusCode).toBe(200);
      expect(await ended(JSON.parse(answer.body).deliveryId)).toMatchObject({ state: 'done' });
    },
  );

  it('takes a body of up to 1 MiB', async () => {
    const padding = (bytes: number) => `{"data":{"email":"a@b.example","x":"${'x'.repeat(bytes)}"}}`;
    expect((await post(padding(1_000_000))).status).toBe(200);
    expect((await post(padding(1_100_000))).status).toBe(413);
  });

  it('says when to come back, when more arrives than can be written, and keeps what it accepted', async () => {
    const stuck = ingest.database.createQueryRunner();
    await stuck.startTransaction();
    await stuck.query('LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE');
    // About 100 MB, of which one source may have 32 waiting.
    const body = (number: number) => lead(`pressed-${number}@people.example`, { x: 'x'.repeat(1_000_000) });
    const pressing = Array.from({ length: 100 }, (_, number) => post(body(number)));
    const turnedAway = await Promise.race(pressing);
    expect(turnedAway).toMatchObject({ status: 503, retryAfter: '2', body: { title: 'Not available now' } });

    await stuck.rollbackTransaction();
    await stuck.release();
    const answers = await Promise.all(pressing);
    const kept = answers.filter(({ status }) => status === 200);
    expect(kept.length).toBeGreaterThan(25);
    expect(answers.filter(({ status }) => status === 503).length).toBe(100 - kept.length);
    for (const { body: answer } of kept) expect(await ended(answer.deliveryId)).toMatchObject({ outcome: 'lead' });
  });

  it('accepts a body that does not parse, and shows it as a dead letter that can be replayed', async () => {
    const deliveryId = await accepted('name=Ada&email=ada%40example.com');
    expect(await ended(deliveryId)).toMatchObject({
      state: 'dead',
      outcome: null,
      reason: 'the body is not JSON',
    });
    const letters = ingest.app.get(DeadLetters);
    const letter = (await letters.list({ state: 'open' })).find(
      ({ origin }) => 'deliveryId' in origin && origin.deliveryId === deliveryId,
    );
    expect(letter).toMatchObject({ reason: 'UNREADABLE' });
    expect(await letters.replay(letter!.id, 'test')).toMatchObject({
      outcome: 'failed',
      message: 'the body is not JSON',
    });
  });

  it('answers Google with an empty object, and does not keep its key', async () => {
    const google = (
      await ingest.call('operator', 'POST', '/sources', {
        provider: 'google-ads-lead-form',
        name: 'Ads',
        secrets: ['key-for-google'],
      })
    ).body;
    const payload = JSON.stringify({
      lead_id: 'L1',
      google_key: 'key-for-google',
      campaign_id: 10000000000,
      user_column_data: [
        { column_id: 'EMAIL', string_value: 'g@eight.example' },
        { column_id: 'FULL_NAME', string_value: 'G' },
      ],
    });
    const answer = await ingest.app.inject({
      method: 'POST',
      url: `/webhooks/${google.id}`,
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '{}']);
    const [row] = await ingest.database.query('SELECT body FROM deliveries WHERE source_id = $1', [
      google.id,
    ]);
    expect(row.body.toString()).not.toContain('key-for-google');
  });
});

describe('a delivery about nobody', () => {
  it('is a dead letter that says what to map, and becomes a lead once that is done', async () => {
    const own = (
      await ingest.call('marketer', 'POST', '/sources', { provider: 'standard-webhooks', name: 'Own keys' })
    ).body as SourceAnswer;
    const deliveryId = await accepted({ data: { Mail: 'finn@nine.example', Who: 'Finn' } }, { to: own });
    expect(await ended(deliveryId)).toMatchObject({
      state: 'dead',
      reason: expect.stringContaining('person.email'),
    });

    const fieldMap = { person: { email: 'data.Mail', fullName: 'data.Who' } };
    expect((await ingest.call('marketer', 'PUT', `/sources/${own.id}`, { fieldMap })).status).toBe(200);
    const letters = ingest.app.get(DeadLetters);
    const [letter] = (await letters.list({ state: 'open' })).filter(
      ({ origin }) => 'deliveryId' in origin && origin.deliveryId === deliveryId,
    );
    expect(await letters.replay(letter!.id, 'test')).toEqual({ outcome: 'replayed' });
    expect(await ended(deliveryId)).toMatchObject({ state: 'done', outcome: 'lead' });
  });
});

describe('a delivery that fails for a reason nobody foresaw', () => {
  it('is put aside alone: its neighbours go on', async () => {
    // A row that breaks a rule of the database when it is written stands for any bug.
    await ingest.database.query(
      `ALTER TABLE identity_keys ADD CONSTRAINT poison CHECK (key NOT LIKE '%poison%')`,
    );
    const good = ['a', 'b', 'c'].map((name) => accepted(lead(`${name}@ten.example`)));
    const bad = accepted(lead('poison@ten.example'));
    const more = ['d', 'e'].map((name) => accepted(lead(`${name}@ten.example`)));
    for (const id of await Promise.all([...good, ...more]))
      expect(await ended(id)).toMatchObject({ outcome: 'lead' });
    const end = await ended(await bad);
    expect(end).toMatchObject({ state: 'dead', leadId: null });

    await ingest.database.query('ALTER TABLE identity_keys DROP CONSTRAINT poison');
    const letters = ingest.app.get(DeadLetters);
    const letter = (await letters.list({ state: 'open' })).find(
      ({ origin }) => 'deliveryId' in origin && origin.deliveryId === end.id,
    );
    expect(letter).toMatchObject({ reason: 'FAILED' });
    expect(await letters.replay(letter!.id, 'test')).toEqual({ outcome: 'replayed' });
    expect(await ended(end.id)).toMatchObject({ outcome: 'lead' });
  });
});

describe('two processes on one database', () => {
  it('make one person of one new address', async () => {
    // Both loops at once over the same waiting deliveries; the unique key decides.
    const loop = ingest.app.get(ProcessDeliveries);
    for (let round = 0; round < 10; round++) {
      const email = `race${round}@eleven.example`;
      const ids = await Promise.all(Array.from({ length: 6 }, () => accepted(lead(email))));
      await Promise.all(Array.from({ length: 4 }, () => loop.run()));
      const ends = await Promise.all(ids.map(ended));
      expect(new Set(ends.map(({ leadId }) => leadId)).size).toBe(1);
      expect(ends.filter(({ outcome }) => outcome === 'lead')).toHaveLength(1);
    }
  });
});

describe('sources', () => {
  it('never show their secrets, which lie encrypted', async () => {
    const { body } = await ingest.call('operator', 'GET', `/sources/${source.id}`);
    expect(body).toMatchObject({
      name: 'Site',
      secretCount: 1,
      webhookPath: `/webhooks/${source.id}`,
      url: `https://baton.example/webhooks/${source.id}`,
    });
    expect(JSON.stringify(body)).not.toContain('whsec_');
    const [row] = await ingest.database.query('SELECT sealed_secrets FROM sources WHERE id = $1', [
      source.id,
    ]);
    expect(row.sealed_secrets.toString('latin1')).not.toContain('whsec_');
  });

  it.each([
    ['a misspelt target', { provider: 'standard-webhooks', name: 'x', fieldMap: { person: { mail: 'a' } } }],
    ['no secret', { provider: 'typeform', name: 'x', secrets: [] }],
    ['a secret that is not base64', { provider: 'standard-webhooks', name: 'x', secrets: ['whsec_!!'] }],
    ['a map for fixed columns', { provider: 'segment', name: 'x', secrets: ['12345678'], fieldMap: {} }],
    ['an unknown provider', { provider: 'fax', name: 'x' }],
  ])('are refused with %s', async (_what, body) => {
    expect((await ingest.call('operator', 'POST', '/sources', body)).status).toBe(422);
  });

  it('are for operators and marketers to keep', async () => {
    expect(
      (
        await ingest.call('rep', 'POST', '/sources', {
          provider: 'segment',
          name: 'x',
          secrets: ['12345678'],
        })
      ).status,
    ).toBe(403);
    expect((await ingest.app.inject({ method: 'GET', url: '/sources' })).statusCode).toBe(401);
    expect((await ingest.call('operator', 'PUT', `/sources/${randomUUID()}`, { name: 'x' })).status).toBe(
      404,
    );
  });

  it('take a new secret at once, beside the old one', async () => {
    const rotating = (
      await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'R' })
    ).body as SourceAnswer;
    const next = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    expect((await post(lead('r@x.example'), { to: rotating, secret: next })).status).toBe(401);
    await ingest.call('operator', 'PUT', `/sources/${rotating.id}`, {
      secrets: [rotating.generatedSecret, next],
    });
    expect((await post(lead('r@x.example'), { to: rotating, secret: next })).status).toBe(200);
    expect((await post(lead('r@x.example'), { to: rotating })).status).toBe(200);
  });

  it('change their secret without a gap, and without anybody having to know the old one', async () => {
    const made = await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'C' });
    const changing = made.body as SourceAnswer;
    const next = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const added = await ingest.call('marketer', 'POST', `/sources/${changing.id}/secrets`, { secret: next });
    expect(added).toMatchObject({ status: 200, body: { secretCount: 2 } });
    expect((await post(lead('c@x.example'), { to: changing, secret: next })).status).toBe(200);
    expect((await post(lead('c@x.example'), { to: changing })).status).toBe(200);
    const dropped = await ingest.call('marketer', 'DELETE', `/sources/${changing.id}/secrets/old`);
    expect(dropped.body.secretCount).toBe(1);
    expect((await post(lead('c@x.example'), { to: changing, secret: next })).status).toBe(200);
    expect((await post(lead('c@x.example'), { to: changing })).status).toBe(401);
    expect((await ingest.call('operator', 'POST', `/sources/${changing.id}/secrets`, { secret: 'x' })).status).toBe(422);
    expect((await ingest.call('rep', 'DELETE', `/sources/${changing.id}/secrets/old`)).status).toBe(403);
  });

  it('tell how they have fared of late', async () => {
    const made = await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'H' });
    const faring = made.body as SourceAnswer;
    const health = async () => (await ingest.call('marketer', 'GET', `/sources/${faring.id}/health`)).body;
    expect(await health()).toMatchObject({ lastReceivedAt: null, received: 0, dead: 0, fetching: 0, fetchProblem: null });
    await ended(await accepted(lead('h@x.example'), { to: faring }));
    await ended(await accepted('no json', { to: faring }));
    expect(await health()).toMatchObject({ received: 2, waiting: 0, dead: 1, lastReceivedAt: expect.any(String) });
    expect((await ingest.call('marketer', 'GET', `/sources/${randomUUID()}/health`)).status).toBe(404);
  });

  it('are of platforms of which it is known how to connect them', async () => {
    const { body } = await ingest.call('marketer', 'GET', '/sources/platforms');
    expect(body).toHaveLength(22);
    expect(body.find(({ id }: { id: string }) => id === 'marketo').payloadTemplate).toContain('{{lead.Email Address}}');
  });

  it('answer a platform that asks whether the address is right, and nobody else', async () => {
    const meta = { provider: 'meta-lead-ads', name: 'M', secrets: ['the app secret', 'the verify token'] };
    const { id } = (await ingest.call('operator', 'POST', '/sources', meta)).body;
    const ask = (token: string) =>
      ingest.app.inject({
        method: 'GET',
        url: `/webhooks/${id}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`,
      });
    expect(await ask('the verify token')).toMatchObject({ statusCode: 200, body: '1158201444' });
    expect((await ask('wrong')).statusCode).toBe(403);
    const plain = await ingest.app.inject({ method: 'GET', url: `/webhooks/${source.id}` });
    expect(plain).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
  });
});

describe('what became of deliveries', () => {
  it('adds up, and is told for many at once', async () => {
    const { body: summary } = await ingest.call('operator', 'GET', '/deliveries/summary');
    const [{ count }] = await ingest.database.query('SELECT count(*)::int AS count FROM deliveries');
    const { lead: leads, merged, inquiry, duplicate, ignored } = summary.done;
    expect(summary.stored + summary.dead + leads + merged + inquiry + duplicate + ignored).toBe(count);
    const { body: list } = await ingest.call('operator', 'GET', '/deliveries?state=done&limit=5');
    const ids = list.map(({ id }: { id: string }) => id);
    const { body: outcomes } = await ingest.call('operator', 'POST', '/deliveries/outcomes', {
      ids: [...ids, randomUUID()],
    });
    expect(outcomes.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
  });
});
