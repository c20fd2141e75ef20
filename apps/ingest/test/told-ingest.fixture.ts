import { randomUUID } from 'node:crypto';
import { eventually } from '@baton/testing';
import { seconds, standardSignature } from '../src/domain/providers/signing.fixture.js';
import { type Answered, type RunningIngest, startIngest } from './running-ingest.fixture.js';

/** The service with one source that tells of people. */
export interface ToldIngest extends RunningIngest {
  /** Posts to the door what a form says of a person. @returns the id of the delivery. */
  tell(person: object): Promise<string>;
  /** Waits until a delivery has ended. */
  ended(deliveryId: string): Promise<Answered>;
  /** Tells of a person, and waits until it is known who that is. */
  heard(person: object): Promise<string>;
  /** Waits until it was asked whether two leads are one person. */
  reviewOf(oneId: string, otherId: string): Promise<{ id: string; state: string; score: number }>;
  /** Waits until nobody waits to be compared any more. */
  allCompared(): Promise<void>;
  /** What was announced about a lead but its touches, in order. */
  announced(leadId: string): Promise<Array<{ topic: string; sequence: number; data: Answered }>>;
}

export async function startToldIngest(): Promise<ToldIngest> {
  const ingest = await startIngest();
  const { body: source } = await ingest.call('operator', 'POST', '/sources', {
    provider: 'standard-webhooks',
    name: 'Site',
  });

  const tell = async (person: object): Promise<string> => {
    const [id, timestamp] = [randomUUID(), seconds(new Date())];
    const text = JSON.stringify({ timestamp: '2026-03-02T09:29:58Z', data: person });
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
    return JSON.parse(answer.body).deliveryId;
  };
  const ended = (deliveryId: string) =>
    eventually(async () => {
      const { body } = await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`);
      return body.state === 'stored' ? null : body;
    });

  return {
    ...ingest,
    tell,
    ended,
    heard: async (person) => (await ended(await tell(person))).leadId,
    reviewOf: (...leadIds) =>
      eventually(async () => {
        const [row] = await ingest.database.query(
          'SELECT id, state, score FROM reviews WHERE one_id = ANY($1::uuid[]) AND other_id = ANY($1::uuid[])',
          [leadIds],
        );
        return row ?? null;
      }),
    allCompared: async () => {
      await eventually(async () => {
        const [{ count }] = await ingest.database.query('SELECT count(*)::int AS count FROM to_compare');
        return count === 0;
      });
    },
    announced: async (leadId) => {
      const rows: Array<{ topic: string; payload: Buffer; headers: Record<string, string> }> =
        await ingest.database.query(
          `SELECT topic, payload, headers FROM outbox_events WHERE key = $1 AND topic <> 'touch.recorded' ORDER BY seq`,
          [leadId],
        );
      return rows.map(({ topic, payload, headers }) => ({
        topic,
        sequence: Number(headers['ce_sequence']),
        data: JSON.parse(String(payload)),
      }));
    },
  };
}
