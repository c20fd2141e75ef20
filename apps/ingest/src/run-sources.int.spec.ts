import { randomUUID } from 'node:crypto';
import { eventually } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';
import { ProcessDeliveries } from './application/process-deliveries.js';

let ingest: RunningIngest;
const secret = randomUUID();

beforeAll(async () => {
  ingest = await startIngest();
}, 60_000);
afterAll(() => ingest.stop());

const newSource = async (): Promise<string> =>
  (await ingest.call('marketer', 'POST', '/sources', { provider: 'plain-json', name: 'Forms', secrets: [secret] })).body.id;

async function post(sourceId: string, body: object): Promise<string> {
  const answer = await ingest.app.inject({
    method: 'POST',
    url: `/webhooks/${sourceId}`,
    headers: { 'x-baton-key': secret },
    payload: body,
  });
  expect(answer.statusCode).toBe(200);
  return (JSON.parse(answer.body) as { deliveryId: string }).deliveryId;
}

const statusOf = async (id: string) => (await ingest.call('marketer', 'GET', `/deliveries/${id}`)).body;
const ended = (id: string) =>
  eventually(async () => {
    const status = await statusOf(id);
    return status.state === 'done' || status.state === 'dead' ? status : null;
  });
const topicsOf = async (leadId: string): Promise<string[]> => {
  const rows: Array<{ topic: string }> = await ingest.database.query(
    'SELECT topic FROM outbox_events WHERE key = $1 ORDER BY seq',
    [leadId],
  );
  return rows.map(({ topic }) => topic);
};

describe('a source that is paused', () => {
  it('is taken from all the same, and read once it goes on', async () => {
    const [paused, other] = [await newSource(), await newSource()];
    expect((await ingest.call('marketer', 'POST', `/sources/${paused}/pause`)).body.pausedAt).not.toBeNull();
    const waiting = [await post(paused, { email: 'a@pause.example' }), await post(paused, { email: 'b@pause.example' })];
    expect(await ended(await post(other, { email: 'c@pause.example' }))).toMatchObject({ state: 'done' });
    for (const id of waiting) expect(await statusOf(id)).toMatchObject({ state: 'held' });
    expect((await ingest.call('marketer', 'GET', `/sources/${paused}/health`)).body).toMatchObject({ held: 2, waiting: 0 });

    expect((await ingest.call('marketer', 'POST', `/sources/${paused}/resume`)).body.pausedAt).toBeNull();
    for (const id of waiting) expect(await ended(id)).toMatchObject({ state: 'done', outcome: 'inquiry' });
  });

  it('goes on whole, even where an instance still holds for a moment what comes', async () => {
    const source = await newSource();
    const late = newId();
    await ingest.database.query(
      `INSERT INTO deliveries (id, source_id, received_at, headers, body, state) VALUES ($1, $2, now(), '{}', $3, 'held')`,
      [late, source, Buffer.from('{"email":"late@pause.example"}')],
    );
    expect(await ended(late)).toMatchObject({ state: 'done' });
  });

  it('is for operators and marketers to pause', async () => {
    const source = await newSource();
    expect((await ingest.call('rep', 'POST', `/sources/${source}/pause`)).status).toBe(403);
    expect((await ingest.call('operator', 'POST', `/sources/${randomUUID()}/pause`)).status).toBe(404);
  });
});

describe('a source that sends much', () => {
  it('keeps nobody else waiting for more than a batch', async () => {
    const [noisy, quiet] = [await newSource(), await newSource()];
    await ingest.call('marketer', 'POST', `/sources/${noisy}/pause`);
    await ingest.database.query(
      `INSERT INTO deliveries (id, source_id, received_at, headers, body, state)
       SELECT uuidv7(), $1, now(), '{}', convert_to('{"email":"n' || number || '@noise.example"}', 'UTF8'), 'held'
       FROM generate_series(1, 5000) AS number`,
      [noisy],
    );
    const processing = ingest.app.get(ProcessDeliveries);
    await processing.onModuleDestroy();
    try {
      await ingest.database.query(`UPDATE deliveries SET state = 'stored' WHERE source_id = $1`, [noisy]);
      const id = await post(quiet, { email: 'quiet@noise.example' });
      expect(await processing.run()).toBeGreaterThan(100);
      expect(await statusOf(id)).toMatchObject({ state: 'done' });
      await ingest.database.query(`DELETE FROM deliveries WHERE source_id = $1 AND state = 'stored'`, [noisy]);
    } finally {
      processing.onApplicationBootstrap();
    }
  });
});

describe('a delivery that is read again', () => {
  it('is understood by the map that the source has now, and its touch is not told twice', async () => {
    const source = await newSource();
    const email = `${randomUUID()}@again.example`;
    const first = await ended(await post(source, { email, funktion: 'CFO' }));
    expect(first).toMatchObject({ outcome: 'inquiry' });
    await ingest.call('marketer', 'PUT', `/sources/${source}`, { fieldMap: { person: { email: 'email', title: 'funktion' } } });
    const again = await ingest.call('marketer', 'POST', `/deliveries/${first.id}/replay`);
    expect(again).toMatchObject({ status: 200, body: { state: 'done', outcome: 'lead', leadId: first.leadId } });
    expect(await topicsOf(first.leadId)).toEqual(['inquiry.received', 'touch.recorded', 'lead.created']);

    await ingest.call('marketer', 'POST', `/deliveries/${first.id}/replay`);
    expect(await statusOf(first.id)).toMatchObject({ outcome: 'lead' });
    expect(await topicsOf(first.leadId)).toEqual(['inquiry.received', 'touch.recorded', 'lead.created']);
  });

  it('comes to life where it could not be read before', async () => {
    const source = await newSource();
    const dead = await ended(await post(source, { mail_adresse: 'dead@again.example', name: 'Ada' }));
    expect(dead).toMatchObject({ state: 'dead' });
    const stillDead = await ingest.call('marketer', 'POST', `/deliveries/${dead.id}/replay`);
    expect(stillDead).toMatchObject({ status: 409, body: { detail: expect.stringContaining('no e-mail address found') } });
    await ingest.call('marketer', 'PUT', `/sources/${source}`, { fieldMap: { person: { email: 'mail_adresse', fullName: 'name' } } });
    const again = await ingest.call('marketer', 'POST', `/deliveries/${dead.id}/replay`);
    expect(again).toMatchObject({ status: 200, body: { state: 'done', outcome: 'lead' } });
    expect(await topicsOf(again.body.leadId)).toEqual(['lead.created', 'touch.recorded']);
  });

  it('is left as it was where it cannot be read now', async () => {
    const source = await newSource();
    const done = await ended(await post(source, { email: 'x@again.example', when: '03/04/2026' }));
    await ingest.call('marketer', 'PUT', `/sources/${source}`, { fieldMap: { dates: ['when'] } });
    const refused = await ingest.call('marketer', 'POST', `/deliveries/${done.id}/replay`);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('dateFormat') } });
    expect(await statusOf(done.id)).toEqual(done);
  });

  it('is not, while it waits to be read at all', async () => {
    const source = await newSource();
    await ingest.call('marketer', 'POST', `/sources/${source}/pause`);
    const held = await post(source, { email: 'held@again.example' });
    const refused = await ingest.call('marketer', 'POST', `/deliveries/${held}/replay`);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('paused') } });
    expect((await ingest.call('marketer', 'POST', `/deliveries/${randomUUID()}/replay`)).status).toBe(404);
  });
});

describe('what a source sends', () => {
  it('is shown with the person hidden, and whole to operators, who leave their name', async () => {
    const source = await newSource();
    const { id } = await ended(await post(source, { email: 'shown@people.example', name: 'Ada Lovelace' }));
    const masked = await ingest.call('marketer', 'GET', `/deliveries/${id}/content`);
    expect(masked.body).toMatchObject({ masked: true, body: { kind: 'masked', json: { email: 's…@…', name: 'A…' } }, views: [] });
    expect(JSON.stringify(masked.body)).not.toContain('Lovelace');
    expect((await ingest.call('marketer', 'GET', `/deliveries/${id}/content?unmasked=true`)).status).toBe(403);
    const whole = await ingest.call('operator', 'GET', `/deliveries/${id}/content?unmasked=true`);
    expect(whole.body).toMatchObject({ masked: false, body: { text: expect.stringContaining('Lovelace') }, views: [{ by: 'Test' }] });
    expect((await ingest.call('operator', 'GET', `/deliveries/${randomUUID()}/content`)).status).toBe(404);
  });

  it('is found by how it ended, a page at a time', async () => {
    const source = await newSource();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.push((await ended(await post(source, { email: `${name}@page.example` }))).id);
    await ended(await post(source, { nothing: 'here' }));
    const page = async (query: string) =>
      (await ingest.call('marketer', 'GET', `/deliveries?sourceId=${source}&${query}`)).body.map(({ id }: { id: string }) => id);
    expect(await page('outcome=inquiry&limit=2')).toEqual([ids[2], ids[1]]);
    expect(await page(`outcome=inquiry&limit=2&after=${ids[1]}`)).toEqual([ids[0]]);
    expect(await page('state=dead')).toHaveLength(1);
  });

  it('and does not prove where it comes from is counted, and not kept', async () => {
    const source = await newSource();
    for (let forged = 0; forged < 3; forged++) {
      const answer = await ingest.app.inject({ method: 'POST', url: `/webhooks/${source}`, headers: { 'x-baton-key': 'x' }, payload: {} });
      expect(answer.statusCode).toBe(401);
    }
    const refused = await eventually(async () => (await ingest.call('marketer', 'GET', `/sources/${source}/health`)).body.refused);
    expect(refused).toMatchObject({ count: 3, because: 'the key matches no secret of this source' });
  });

  it('is missed where it usually comes at this hour', async () => {
    const source = await newSource();
    const healthOf = async () => (await ingest.call('marketer', 'GET', `/sources/${source}/health`)).body;
    await ingest.database.query(`UPDATE sources SET created_at = now() - interval '60 days' WHERE id = $1`, [source]);
    await ingest.database.query(
      `INSERT INTO deliveries (id, source_id, received_at, headers, body, state, outcome)
       SELECT uuidv7(ago), $1, now() + ago, '{}', '', 'done', 'ignored'
       FROM generate_series(0, 4) AS week, generate_series(1, 8) AS nth,
         LATERAL (SELECT -(interval '7 days' * week + interval '2 hours' - interval '10 minutes' * nth)) AS moment (ago)
       WHERE week > 0 OR nth <= 1`,
      [source],
    );
    // This week only the first of them came, and each week before all eight.
    expect((await healthOf()).silence).toMatchObject({ usually: 8 });
    await post(source, { email: 'back@again.example' });
    expect((await healthOf()).silence).toBeNull();
  });
});

describe('a test delivery', () => {
  it('goes the way of all deliveries, and makes no lead', async () => {
    const source = await newSource();
    const answer = await ingest.app.inject({
      method: 'POST',
      url: `/webhooks/${source}`,
      headers: { 'x-baton-key': secret, 'x-baton-test': 'yes' },
      payload: { email: 'test@baton.example', name: 'Test' },
    });
    const { deliveryId } = JSON.parse(answer.body) as { deliveryId: string };
    expect(await ended(deliveryId)).toMatchObject({ outcome: 'ignored', leadId: null, reason: 'a test, which was read without a fault' });
  });

  it('says what is wrong where the address cannot be reached from here', async () => {
    const source = await newSource();
    const answer = await ingest.call('marketer', 'POST', `/sources/${source}/test`);
    expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringContaining('cannot be reached from here') } });
    const meta = await ingest.call('marketer', 'POST', '/sources', { provider: 'meta-lead-ads', name: 'M', secrets: ['x'] });
    expect((await ingest.call('marketer', 'POST', `/sources/${meta.body.id}/test`)).status).toBe(409);
  });
});
