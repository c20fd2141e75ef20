import { Controller, Get, Inject } from '@nestjs/common';
import { contractsConsumedBy, type ServiceName } from '@baton/contracts';
import { type Broker, BROKER, DeadLetters, type OutboxReading, OutboxStatus, type PartitionLag } from '@baton/messaging';
import { Roles } from '../auth/auth.decorators.js';
import { SERVICE_NAME } from '../service-name.js';

export interface ServiceStatus {
  readonly service: ServiceName;
  readonly outbox: OutboxReading;
  /** Only the partitions that have records left to read. */
  readonly lag: PartitionLag[];
  readonly deadLetters: { readonly open: number };
}

/** What an operator asks first: is anything waiting, and for how long? */
@Controller('status')
export class StatusController {
  constructor(
    @Inject(SERVICE_NAME) private readonly service: ServiceName,
    @Inject(OutboxStatus) private readonly outbox: OutboxStatus,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(BROKER) private readonly broker: Broker,
  ) {}

  @Get()
  @Roles('operator')
  async status(): Promise<ServiceStatus> {
    const topics = contractsConsumedBy(this.service).map(({ topic }) => topic);
    const [outbox, lag, open] = await Promise.all([
      this.outbox.read(),
      topics.length > 0 ? this.broker.admin.lag(this.service, topics) : [],
      this.deadLetters.countOpen(),
    ]);
    return { service: this.service, outbox, lag: lag.filter((partition) => partition.lag > 0), deadLetters: { open } };
  }
}
