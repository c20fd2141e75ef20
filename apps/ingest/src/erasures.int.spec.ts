import { randomUUID } from 'node:crypto';
import { feedbackErased, reportingErased, routingErased, scoringErased } from '@baton/contracts';
import { Transactions } from '@baton/messaging';
import { eventually, receivedEvent } from '@baton/testing';
import { type Answered, type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';
import { WatchErasures } from './application/watch-erasures.js';
import { seconds, standardSignature } from './domain/providers/signing.fixture.js';
import { ErasureEvents } from './events/erasure.events.js';

let ingest: RunningIngest;
let source: { id: string; generatedSecret: string };
beforeAll(async () => {
  ingest = await startIngest();
  source = (await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'Site' })).body;
}, 60_000);
afterAll(() => ingest.stop());

async function post(text: string): Promise<string> {
  const id = randomUUID();
  const timestamp = seconds(new Date());
  const answer = await ingest.app.inject({
    method: 'POST',
    url: `/webhooks/${source.id}`,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': standardSignature(source.generatedSecret, id, timestamp, text),
    },
    payload: text,
  });
  const { deliveryId } = JSON.parse(answer.body);
  await eventually(
    async () => (await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`)).body.state !== 'stored',
    'the delivery to end',
  );
  return deliveryId;
}
const lead = (email: string) =>
  post(JSON.stringify({ type: 'lead.submitted', data: { email, name: 'Ada Markworthy', form: 'Book a demo' } }));
const leadOf = async (deliveryId: string): Promise<string> =>
  (await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`)).body.leadId;
const erase = (body: object, role = 'operator') => ingest.call(role, 'POST', '/erasures', body);
const said = async (topic: string, leadId: string): Promise<Answered[]> =>
  (
    await ingest.database.query('SELECT payload FROM outbox_events WHERE topic = $1 AND key = $2', [
      topic,
      Buffer.from(leadId),
    ])
  ).map(({ payload }: { payload: Buffer }) => JSON.parse(payload.toString()));
const reason = 'a letter of 2 June';

/** Every text, JSON and byte column of every table, but what waits to be sent or has been. */
async function everything(): Promise<string> {
  const columns: { table: string; column: string; type: string }[] = await ingest.database.query(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name NOT LIKE 'outbox_events%'
        AND data_type IN ('text', 'jsonb', 'bytea', 'ARRAY', 'character varying')`,
  );
  const found = await Promise.all(
    columns.map(({ table, column, type }) =>
      ingest.database.query(
        `SELECT ${type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`} AS it FROM "${table}"`,
      ),
    ),
  );
  return found.flat().map(({ it }: { it: string | null }) => it).join('\n').toLowerCase();
}

describe('a person who asks to be forgotten', () => {
  it('is forgotten with every delivery, and with those that nobody could read', async () => {
    const email = `ada.markworthy+${randomUUID()}@people.example`;
    const first = await lead(email);
    const leadId = await leadOf(first);
    await lead(email.toUpperCase().replace('PEOPLE.EXAMPLE', 'people.example'));
    const unreadable = await post(`{"email": "${email}", "name": "Ada Markworthy`);
    const stranger = await post(`{"email": "somebody-else@people.example`);
    expect(await everything()).toContain('markworthy');

    const answer = await erase({ email, reason });
    expect(answer).toEqual({ status: 202, body: { leadId, earlierIds: [], progress: `/erasures/${leadId}` } });
    expect(await everything()).not.toContain('markworthy');
    expect(await said('lead.erased', leadId)).toMatchObject([{ leadId, because: 'person' }]);
    const letters = await ingest.database.query(
      `SELECT origin ->> 'deliveryId' AS id, state, note FROM dead_letters ORDER BY id`,
    );
    expect(letters).toEqual(
      expect.arrayContaining([
        { id: unreadable, state: 'closed', note: 'erased' },
        { id: stranger, state: 'open', note: null },
      ]),
    );
  });

  it('comes back as somebody new, should they come back', async () => {
    const email = `${randomUUID()}@people.example`;
    const before = await leadOf(await lead(email));
    await erase({ leadId: before, reason });
    expect(await leadOf(await lead(email))).not.toBe(before);
  });

  it('can be asked for again, and by nobody else than operators and marketers', async () => {
    const email = `${randomUUID()}@people.example`;
    const leadId = await leadOf(await lead(email));
    expect((await erase({ email, reason }, 'rep')).status).toBe(403);
    expect((await erase({ email, reason }, 'manager')).status).toBe(403);
    expect((await erase({ email, reason }, 'marketer')).status).toBe(202);
    expect(await erase({ leadId, reason })).toMatchObject({ status: 202, body: { leadId } });
    expect(await said('lead.erased', leadId)).toHaveLength(1);
  });

  it('whom nobody knows is said to be unknown, and nothing changes', async () => {
    for (const whom of [{ email: 'nobody@people.example' }, { leadId: randomUUID() }]) {
      const { status, body } = await erase({ ...whom, reason });
      expect([status, body.detail]).toEqual([404, expect.stringContaining('Nothing is kept')]);
    }
    expect((await erase({ reason })).status).toBe(422);
    expect((await erase({ email: 'no address', reason })).status).toBe(422);
    expect((await erase({ email: 'a@people.example', leadId: randomUUID(), reason })).status).toBe(422);
    expect((await erase({ email: 'a@people.example' })).status).toBe(422);
  });

  it('is erased once, and stays so, while webhooks about them come in', async () => {
    const email = `${randomUUID()}@people.example`;
    const leadId = await leadOf(await lead(email));
    const answers = await Promise.all([...Array(5).fill(0).map(() => erase({ leadId, reason })), lead(email), lead(email)]);
    expect(answers.slice(0, 5).map((answer) => (answer as { status: number }).status)).toEqual(Array(5).fill(202));
    expect(await said('lead.erased', leadId)).toHaveLength(1);
    const [row] = await ingest.database.query('SELECT ended, known FROM leads WHERE id = $1', [leadId]);
    expect(row).toEqual({ ended: 'erased', known: {} });
  });
});

describe('an erasure', () => {
  const confirm = (leadId: string) => {
    const events = ingest.app.get(ErasureEvents);
    const at = '2026-06-01T10:00:01.000Z';
    const run = ingest.app.get(Transactions);
    const event = { subject: leadId, sequence: 1, data: { leadId, at } };
    return {
      scoring: () => run.run((uow) => events.scoring([receivedEvent(scoringErased, event)], uow)),
      rest: () =>
        run.run(async (uow) => {
          await events.routing([receivedEvent(routingErased, event)], uow);
          await events.feedback([receivedEvent(feedbackErased, event)], uow);
          await events.reporting([receivedEvent(reportingErased, event)], uow);
        }),
    };
  };

  it('tells which services have confirmed it, and is late when one has not after an hour', async () => {
    const leadId = await leadOf(await lead(`${randomUUID()}@people.example`));
    await erase({ leadId, reason });
    const { scoring, rest } = confirm(leadId);
    await scoring();
    const progress = async () => (await ingest.call('marketer', 'GET', `/erasures/${leadId}`)).body;
    expect(await progress()).toMatchObject({
      leadId,
      because: 'person',
      askedBy: `Test: ${reason}`,
      confirmed: { scoring: expect.any(String), routing: null, feedback: null, reporting: null },
    });
    const open = async () =>
      (await ingest.call('operator', 'GET', '/erasures?open=true')).body.erasures.map((one: Answered) => one.leadId);
    expect(await open()).toContain(leadId);
    const watch = ingest.app.get(WatchErasures);
    const before = await watch.countLate();
    await ingest.database.query(`UPDATE erasures SET at = at - interval '61 minutes' WHERE lead_id = $1`, [leadId]);
    expect(await watch.countLate()).toBe(before + 1);
    await rest();
    expect(await open()).not.toContain(leadId);
    expect(await watch.countLate()).toBe(before);
    expect((await ingest.call('operator', 'GET', `/erasures/${randomUUID()}`)).status).toBe(404);
  });
});

describe('what is kept of a person', () => {
  it('is given out whole, to operators', async () => {
    const email = `${randomUUID()}@people.example`;
    const deliveryId = await lead(email);
    const leadId = await leadOf(deliveryId);
    const { status, body } = await ingest.call('operator', 'GET', `/leads/${leadId}/export`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      lead: { id: leadId, person: { email, fullName: 'Ada Markworthy' } },
      identityKeys: expect.arrayContaining([`email:${email}`]),
      deliveries: [{ id: deliveryId, source: 'Site', body: expect.stringContaining('Ada Markworthy') }],
    });
    expect(JSON.stringify(body)).not.toContain('webhook-signature');
    expect((await ingest.call('marketer', 'GET', `/leads/${leadId}/export`)).status).toBe(403);
    await erase({ leadId, reason });
    expect((await ingest.call('operator', 'GET', `/leads/${leadId}/export`)).status).toBe(404);
  });
});
