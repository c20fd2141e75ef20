import type { BaseOptions } from '@platformatic/kafka';
import type { Logger } from '../../logger.js';
import type { Broker, BrokerAdmin, Consumption, RecordToProduce, Subscription } from '../broker.js';
import { PlatformaticAdmin } from './platformatic-admin.js';
import { PlatformaticConsumption } from './platformatic-consumption.js';
import { PlatformaticProducer } from './platformatic-producer.js';

export interface PlatformaticOptions {
  readonly clientId: string;
  /** host:port of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly logger: Logger;
}

/** Kafka through @platformatic/kafka, whose traps stay inside this folder. */
export class PlatformaticBroker implements Broker {
  private readonly client: BaseOptions;
  private readonly producer: PlatformaticProducer;
  private readonly logger: Logger;
  readonly admin: BrokerAdmin;

  constructor({ clientId, brokers, logger }: PlatformaticOptions) {
    this.logger = logger;
    this.client = {
      clientId,
      bootstrapBrokers: [...brokers],
      connectTimeout: 3_000,
      timeout: 15_000,
      // Short, because we try again ourselves, for as long as it takes and with readiness off.
      retries: 3,
      retryDelay: 200,
      autocreateTopics: false,
    };
    this.producer = new PlatformaticProducer(this.client);
    this.admin = new PlatformaticAdmin(this.client);
  }

  produce(records: readonly RecordToProduce[]): Promise<void> {
    return this.producer.produce(records);
  }

  consume(subscription: Subscription): Consumption {
    return new PlatformaticConsumption(this.client, subscription, this.logger);
  }

  close(): Promise<void> {
    return this.producer.close();
  }
}
