import type { ServiceName } from '@baton/contracts';
import type { DataSource } from 'typeorm';
import { appendToOutbox } from '../outbox/append-to-outbox.js';
import { UnitOfWork } from './unit-of-work.js';

/** Runs use cases that HTTP or a timer started; handlers of events get their unit of work from the consumer. */
export class Transactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: ServiceName,
    private readonly onPublished: () => void = () => {},
  ) {}

  /** Commits what `work` wrote together with its events, or nothing of it. */
  async run<Result>(work: (uow: UnitOfWork) => Promise<Result>): Promise<Result> {
    const { result, uow } = await this.dataSource.transaction(async (manager) => {
      const uow = new UnitOfWork(manager, this.service);
      const result = await work(uow);
      if (uow.outgoing.length > 0) await appendToOutbox(uow);
      return { result, uow };
    });
    if (uow.outgoing.length > 0) this.onPublished();
    uow.committed();
    return result;
  }
}
