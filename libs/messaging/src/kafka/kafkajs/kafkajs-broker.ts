import { Kafka, logLevel } from 'kafkajs';
import type { Logger } from '../../logger.js';
import type { Broker, BrokerAdmin, Consumption, RecordToProduce, Subscription } from '../broker.js';
import { KafkaJsAdmin } from './kafkajs-admin.js';
import { KafkaJsConsumption } from './kafkajs-consumption.js';
import { KafkaJsProducer } from './kafkajs-producer.js';
import { logThrough } from './log-creator.js';

export interface KafkaJsOptions {
  readonly clientId: string;
  /** host:port of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly logger: Logger;
}

/** Kafka through kafkajs, whose traps stay inside this folder. */
export class KafkaJsBroker implements Broker {
  private readonly kafka: Kafka;
  private readonly producer: KafkaJsProducer;
  private readonly logger: Logger;
  readonly admin: BrokerAdmin;

  constructor({ clientId, brokers, logger }: KafkaJsOptions) {
    this.logger = logger;
    this.kafka = new Kafka({
      clientId,
      brokers: [...brokers],
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      // Short, because we try again ourselves, for as long as it takes and with readiness off.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
      logLevel: logLevel.INFO,
      logCreator: logThrough(logger),
    });
    this.producer = new KafkaJsProducer(this.kafka);
    this.admin = new KafkaJsAdmin(this.kafka);
  }

  produce(records: readonly RecordToProduce[]): Promise<void> {
    return this.producer.produce(records);
  }

  consume(subscription: Subscription): Consumption {
    return new KafkaJsConsumption(this.kafka, subscription, this.logger);
  }

  close(): Promise<void> {
    return this.producer.close();
  }
}
