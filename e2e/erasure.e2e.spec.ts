import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KafkaJsBroker, type Logger } from '@baton/messaging';
import { type RunningSystem, startSystem } from '@baton/testing';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { createWorkspace } from './workspace.js';

const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const SCHEMAS = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'];
/** Nobody else has any of this, so that whatever holds it speaks of her. */
const EMAIL = 'quilla.wexmark@people.example';
const MARKS = /wexmark|quilla|\+47 ?900 ?55 ?123/i;

interface Handed {
  readonly leadId: string;
  readonly person: { readonly email: string };
  readonly rep: { readonly id: string };
}

describe('a person who is to be forgotten, on the whole system', () => {
  let system: RunningSystem;
  let database: pg.Client;
  let post: (id: string, body: string) => Promise<void>;
  beforeAll(async () => {
    system = await startSystem();
    database = new pg.Client({ connectionString: system.system.infrastructure.adminUrl });
    await database.connect();
    const { sourceId, secret } = await createWorkspace(system);
    const webhook = new Webhook(secret);
    post = async (id, body) => {
      const now = new Date();
      const answer = await fetch(`${system.url}/webhooks/${sourceId}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
          'webhook-signature': webhook.sign(id, now, body),
        },
        body,
      });
      expect(answer.status).toBe(200);
    };
  }, 180_000);
  afterAll(async () => {
    await database?.end();
    await system?.stop();
  }, 60_000);

  const leadOf = (email: string, name: string, phone: string) =>
    JSON.stringify({
      type: 'lead.submitted',
      data: {
        Email: email,
        Name: name,
        Phone: phone,
        Campaign: 'autumn',
        'Lead Source': 'Reference',
        'Lead Origin': 'Lead Add Form',
        'Last Activity': 'Email Opened',
      },
    });

  /** Tables of all schemas in which a mark occurs, but outboxes: what was sent stays there for two days. */
  async function tablesWithMarks(): Promise<string[]> {
    const { rows: columns } = await database.query<{ table: string; column: string; type: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS table, quote_ident(column_name) AS column, data_type AS type
         FROM information_schema.columns
        WHERE table_schema = ANY($1) AND table_name NOT LIKE 'outbox_events%'
          AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')`,
      [SCHEMAS],
    );
    const found = new Set<string>();
    for (const { table, column, type } of columns) {
      const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
      const { rows } = await database.query<{ it: string | null }>(`SELECT ${text} AS it FROM ${table}`);
      if (rows.some(({ it }) => it !== null && MARKS.test(it))) found.add(table);
    }
    return [...found].sort();
  }
  const logsWithMarks = () =>
    readdirSync(system.logFolder).filter((name) => MARKS.test(readFileSync(join(system.logFolder, name), 'utf8')));

  /** A record that no service can read, about her. */
  async function sendBroken(leadId: string): Promise<void> {
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: [...system.brokers], logger: SILENT });
    const headers = {
      ce_specversion: '1.0',
      ce_id: crypto.randomUUID(),
      ce_type: 'lead.updated',
      ce_source: '/baton/ingest',
      ce_time: new Date().toISOString(),
      ce_subject: leadId,
      ce_correlationid: leadId,
      ce_sequence: '2',
    };
    const value = Buffer.from(JSON.stringify({ person: { email: EMAIL, fullName: 12 } }));
    await broker.produce([{ topic: 'lead.updated', key: Buffer.from(leadId), value, headers }]);
    await broker.close();
  }

  it('is in no table and no log of any service, and no rebuild brings them back', async () => {
    const operator = system.as('operator');
    await post('first', leadOf(EMAIL, 'Quilla Wexmark', '+47 900 55 123'));
    await post('stranger', leadOf('somebody.else@people.example', 'Somebody Else', '+47 911 66 234'));
    await post('unreadable', `{"data": {"Email": "${EMAIL}"`);
    const handed = async () => (await operator.get<{ leads: Handed[] }>('/api/feedback/leads')).leads;
    await system.eventually('both to be handed over', async () => (await handed()).length === 2);
    const { leadId, rep } = (await handed()).find(({ person }) => person.email === EMAIL)!;
    const sales = system.as('rep', rep.id);
    await sales.post(`/api/feedback/leads/${leadId}/contacted`, { channel: 'phone', outcome: 'reached' });
    const comment = 'Quilla says that she has no money this year';
    await sales.post(`/api/feedback/leads/${leadId}/reject`, { reasons: ['NO_BUDGET'], comment });
    await sendBroken(leadId);
    for (const service of SCHEMAS) {
      await system.eventually(`a dead letter in ${service}`, async () => {
        const letters = await operator.get<unknown[]>(`/api/${service}/dead-letters?state=open`);
        return letters.length === 1;
      });
    }
    const funnel = async () => (await operator.get<{ totals: { rejected: number } }>('/api/reporting/funnel')).totals;
    await system.eventually('the rejection to be counted', async () => (await funnel()).rejected === 1);
    const before = await funnel();
    const held = await tablesWithMarks();
    for (const schema of SCHEMAS) expect(held).toContain(`${schema}.dead_letters`);

    const exported = await operator.get<object>(`/api/leads/${leadId}/export`);
    expect(JSON.stringify(exported)).toContain(comment);
    await operator.post('/api/ingest/erasures', { email: EMAIL, reason: 'a letter of 2 June' });
    await system.eventually('all four to confirm', async () => {
      const { confirmed } = await operator.get<{ confirmed: object }>(`/api/ingest/erasures/${leadId}`);
      return Object.values(confirmed).every((at) => at !== null);
    });
    expect(await tablesWithMarks()).toEqual([]);
    expect(logsWithMarks()).toEqual([]);
    expect(await handed()).toHaveLength(1);
    expect(await funnel()).toEqual(before);

    await operator.post('/api/reporting/rebuild', {});
    await system.eventually(
      'the rebuild',
      async () => (await operator.get<{ state: string }>('/api/reporting/rebuild')).state === 'idle',
    );
    expect(await funnel()).toEqual(before);
    expect(await tablesWithMarks()).toEqual([]);
    expect(logsWithMarks()).toEqual([]);
  }, 240_000);
});
