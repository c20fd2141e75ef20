import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface NewDelivery {
  readonly id: string;
  readonly sourceId: string;
  /** Held where its source is paused. */
  readonly state: 'stored' | 'held';
  readonly receivedAt: Date;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** More than waits here cannot be written in time: the sender should come again. */
export class WriterIsFull extends Error {
  override readonly name = 'WriterIsFull';
}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/** What waits of one source. */
interface Load {
  readonly count: number;
  readonly bytes: number;
}
const NOTHING: Load = { count: 0, bytes: 0 };

const MOST_IN_ONE_WRITE = 200;
const MOST_WAITING = 5_000;
const MOST_BYTES_WAITING = 64 * 1024 * 1024;
/** Senders whose deliveries met in one write: at an everyday pace it is one or two. */
const CROWD = 16;
const CROWD_STAYS_MS = 250;

/**
 * Stores deliveries durably, many in one transaction. Whatever arrives while a write is under way goes into the next
 * one; when nothing is under way, a delivery is written at once. So nobody waits for company, and a full house
 * costs one COMMIT for all.
 */
@Injectable()
export class DeliveryWriter {
  private readonly waiting: Waiting[] = [];
  private bytesWaiting = 0;
  private readonly bySource = new Map<string, Load>();
  private isWriting = false;
  private crowdedUntil = 0;
  private readonly listeners: Array<() => void> = [];

  constructor(@Inject(DataSource) private readonly dataSource: Pick<DataSource, 'query'>) {}

  /**
   * Resolves once the delivery is on disk. The more there is of a source already, the earlier it is turned away: alone it may
   * take half of the room, so that there is always some for others.
   * @throws WriterIsFull; whatever the database throws.
   */
  store(delivery: NewDelivery): Promise<void> {
    const { sourceId, body } = delivery;
    const mine = this.bySource.get(sourceId) ?? NOTHING;
    if (mine.count >= MOST_WAITING - this.waiting.length || mine.bytes >= MOST_BYTES_WAITING - this.bytesWaiting) {
      return Promise.reject(new WriterIsFull('too many deliveries wait to be written'));
    }
    this.bytesWaiting += body.length;
    this.bySource.set(sourceId, { count: mine.count + 1, bytes: mine.bytes + body.length });
    return new Promise<void>((stored, failed) => {
      this.waiting.push({ delivery, stored, failed });
      if (!this.isWriting) void this.writeAll();
    });
  }

  /** True while so many webhooks come in at once that whoever has time should leave the machine to them. */
  get isCrowded(): boolean {
    return performance.now() < this.crowdedUntil;
  }

  onStored(listener: () => void): void {
    this.listeners.push(listener);
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    // Requests of the same turn of the event loop share the first write as well.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (let batch = this.take(); batch.length > 0; batch = this.take()) {
      try {
        await this.write(batch.map(({ delivery }) => delivery));
        for (const { stored } of batch) stored();
        for (const listener of this.listeners) listener();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.isWriting = false;
  }

  private take(): Waiting[] {
    const batch = this.waiting.splice(0, MOST_IN_ONE_WRITE);
    if (batch.length >= CROWD) this.crowdedUntil = performance.now() + CROWD_STAYS_MS;
    for (const { delivery } of batch) {
      this.bytesWaiting -= delivery.body.length;
      const { count, bytes } = this.bySource.get(delivery.sourceId) ?? NOTHING;
      if (count <= 1) this.bySource.delete(delivery.sourceId);
      else this.bySource.set(delivery.sourceId, { count: count - 1, bytes: bytes - delivery.body.length });
    }
    return batch;
  }

  private async write(deliveries: readonly NewDelivery[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO deliveries (id, source_id, received_at, headers, body, state)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::jsonb[], $5::bytea[], $6::text[])`,
      [
        deliveries.map(({ id }) => id),
        deliveries.map(({ sourceId }) => sourceId),
        deliveries.map(({ receivedAt }) => receivedAt),
        deliveries.map(({ headers }) => JSON.stringify(headers)),
        deliveries.map(({ body }) => body),
        deliveries.map(({ state }) => state),
      ],
    );
  }
}
