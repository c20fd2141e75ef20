import type pg from 'pg';
import { backoff } from '../failures/jitter.js';
import type { Broker } from '../kafka/broker.js';
import type { Logger } from '../logger.js';
import type { OutboxRecord } from './outbox-record.js';
import { Rest } from '../rest.js';
import { MessagingMetrics } from '../telemetry/messaging-metrics.js';
import { traceSent } from '../telemetry/sending-spans.js';

export interface OutboxRelayOptions {
  /** How long to rest in milliseconds when the outbox is empty and nobody wakes the relay. */
  readonly pollMs?: number;
  /** The least time between two sends in milliseconds, but for full batches: events of that while travel together. */
  readonly sendEveryMs?: number;
  /** Events read and sent at once. */
  readonly batchSize?: number;
  /** How often a standby asks for the lock, in milliseconds. */
  readonly standbyMs?: number;
}

type OutboxRow = OutboxRecord & { readonly seq: string };

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;

/**
 * Sends the outbox to Kafka in the order of commits. Of all the relays of a schema one works, the others stand by.
 * It moves its cursor after Kafka has acknowledged: a crash in between repeats events and loses none.
 */
export class OutboxRelay {
  private readonly pollMs: number;
  private readonly sendEveryMs: number;
  private readonly batchSize: number;
  private readonly standbyMs: number;
  private readonly rest = new Rest();
  private loop: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly connect: () => pg.Client,
    private readonly broker: Pick<Broker, 'produce'>,
    private readonly logger: Logger,
    { pollMs = 100, sendEveryMs = 10, batchSize = 1000, standbyMs = 1000 }: OutboxRelayOptions = {},
    private readonly metrics: MessagingMetrics = new MessagingMetrics(),
  ) {
    this.pollMs = pollMs;
    this.sendEveryMs = sendEveryMs;
    this.batchSize = batchSize;
    this.standbyMs = standbyMs;
  }

  start(): void {
    this.stopping = false;
    this.loop ??= this.keepRelaying();
  }

  /** A transaction with events has committed: look now. */
  wake(): void {
    this.rest.end();
  }

  /** Ends once the batch in work is sent, and hands the lock over. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.rest.end();
    await this.loop;
    this.loop = null;
  }

  private async keepRelaying(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      const connection = this.connect();
      // A lost connection shows in the next query; without a listener it would end the process.
      connection.on('error', () => {});
      try {
        await connection.connect();
        await this.relayWhileConnected(connection, () => (failures = 0));
      } catch (err) {
        const retryAfterMs = backoff(failures++, FIRST_RETRY_MS, LONGEST_RETRY_MS);
        this.logger.warn({ err, retryAfterMs }, 'The outbox relay steps down and will try again');
        await this.pause(retryAfterMs);
      } finally {
        await connection.end().catch(() => {});
      }
    }
  }

  private async relayWhileConnected(connection: pg.Client, goesWell: () => void): Promise<void> {
    while (!this.stopping && !(await takeLock(connection))) {
      goesWell();
      await this.rest.upTo(backoff(0, this.standbyMs, this.standbyMs));
    }
    if (this.stopping) return;
    this.logger.info({}, 'The outbox relay has taken over');
    // Only the cursor is written here. A Postgres that crashes may lose its last moves, which repeats events and loses none.
    await connection.query('SET synchronous_commit = off');

    let sent = await readCursor(connection);
    let batch: OutboxRow[] = [];
    while (!this.stopping) {
      if (batch.length === 0) {
        batch = await this.read(connection, sent);
        goesWell();
        if (batch.length === 0) {
          await this.rest.upTo(this.pollMs);
          continue;
        }
      }
      const sentAt = performance.now();
      const startTime = Date.now();
      const last = batch[batch.length - 1]!.seq;
      // The next batch is read while this one travels. `seq` is the order of commits: nothing can appear in between.
      const [next] = await Promise.all([
        batch.length === this.batchSize ? this.read(connection, last) : [],
        this.broker.produce(batch),
      ]);
      await connection.query('UPDATE outbox_cursor SET seq = $1, moved_at = now() WHERE seq < $1', [last]);
      this.metrics.relayed(batch.length);
      traceSent(batch, startTime);
      sent = last;
      batch = next;
      if (batch.length === 0) await this.pause(sentAt + this.sendEveryMs - performance.now());
    }
  }

  private async read(connection: pg.Client, after: string): Promise<OutboxRow[]> {
    const { rows } = await connection.query<OutboxRow>({
      name: 'read-outbox',
      text: `SELECT seq, id, topic, key, payload AS value, headers FROM outbox_events
              WHERE seq > $1 ORDER BY seq LIMIT $2`,
      values: [after, this.batchSize],
    });
    return rows;
  }

  private async pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    // Wakes are for new events; they do not bring a broker back.
    while (!this.stopping && performance.now() < until) await this.rest.upTo(until - performance.now());
  }
}

async function takeLock(connection: pg.Client): Promise<boolean> {
  const { rows } = await connection.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended(current_schema() || ':outbox-relay', 0)) AS mine`,
  );
  return rows[0]?.mine ?? false;
}

async function readCursor(connection: pg.Client): Promise<string> {
  const { rows } = await connection.query<{ seq: string }>('SELECT seq FROM outbox_cursor');
  if (!rows[0]) throw new Error('The table outbox_cursor has lost its row.');
  return rows[0].seq;
}
