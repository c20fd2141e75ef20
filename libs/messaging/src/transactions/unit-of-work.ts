import type { AnyEventContract, DataOf, ServiceName } from '@baton/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { encodeEvent } from '../cloud-events/encode-event.js';
import type { EventCause } from '../cloud-events/received-event.js';
import type { OutboxRecord } from '../outbox/outbox-record.js';

export interface EventToPublish<Contract extends AnyEventContract> {
  /** Whom it is about; becomes the record's key, on which order depends. */
  readonly subject: string;
  /** This service's version of the subject, counted up with each change. */
  readonly sequence: number;
  readonly data: z.input<Contract['schema']> | DataOf<Contract>;
  /** When it happened. */
  readonly time: Date;
  /** Without a cause the event begins a chain of its own. */
  readonly causedBy?: EventCause;
}

/** One transaction, and the events that leave only if it commits. */
export class UnitOfWork {
  private readonly pending: OutboxRecord[] = [];
  private readonly afterwards: (() => void)[] = [];

  /** Made by `Transactions` and the consumer; use cases receive it. */
  constructor(
    readonly manager: EntityManager,
    private readonly service: ServiceName,
  ) {}

  /** Runs SQL inside the transaction and returns its rows, whatever the kind of statement. */
  async query<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('A unit of work needs an entity manager that is inside a transaction.');
    return (await runner.query(sql, parameters, true)).records as Row[];
  }

  /**
   * Queues an event; it is written to the outbox as the last statement before COMMIT.
   * @returns the event's id.
   * @throws ZodError if the data break the contract; DomainRefusal if they are too large for Kafka; Error if another
   *   service owns the event.
   */
  publish<Contract extends AnyEventContract>(contract: Contract, event: EventToPublish<Contract>): string {
    if (contract.owner !== this.service) {
      throw new Error(`${this.service} may not publish ${contract.topic}: it belongs to ${contract.owner}.`);
    }
    const { id, record } = encodeEvent(contract, event);
    this.pending.push(record);
    return id;
  }

  /** Queues a record as it is: how dead letters reach their topic. */
  forward(record: OutboxRecord): void {
    this.pending.push(record);
  }

  /** Does something once the transaction has committed, and only then: counting what has happened. It must not throw. */
  onCommit(act: () => void): void {
    this.afterwards.push(act);
  }

  /**
   * Does a part of the work that may fail without failing the rest: then its writes and its events are taken back.
   * @throws what `work` throws.
   */
  async attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    const publishedBefore = this.pending.length;
    const afterwardsBefore = this.afterwards.length;
    await this.query('SAVEPOINT attempt');
    try {
      const result = await work();
      await this.query('RELEASE SAVEPOINT attempt');
      return result;
    } catch (error) {
      this.pending.length = publishedBefore;
      this.afterwards.length = afterwardsBefore;
      // Where the connection is gone the whole transaction fails at its next statement; the first error says why.
      await this.query('ROLLBACK TO SAVEPOINT attempt').catch(() => {
        throw error;
      });
      throw error;
    }
  }

  /** What waits to be written to the outbox, in the order of publication. */
  get outgoing(): readonly OutboxRecord[] {
    return this.pending;
  }

  /** The transaction has committed. Only `Transactions` says so. */
  committed(): void {
    for (const act of this.afterwards) act();
  }
}
