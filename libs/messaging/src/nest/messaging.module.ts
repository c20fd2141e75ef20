import type { ServiceName } from '@baton/contracts';
import { type DynamicModule, type InjectionToken, Module } from '@nestjs/common';
import type { Logger } from '../logger.js';

export interface MessagingSettings {
  /** Kafka's bootstrap addresses, host:port. */
  readonly brokers: readonly string[];
  readonly logger: Logger;
  /** The consumer has given up for good: end the process, so that it is started anew. */
  readonly onFatal: (error: Error) => void;
  readonly relay?: { readonly pollMs?: number; readonly batchSize?: number };
}

export interface MessagingModuleOptions {
  /** Also the consumer group, and the owner that events must have to be published. */
  readonly service: ServiceName;
  readonly imports?: DynamicModule['imports'];
  readonly inject?: InjectionToken[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what `inject` names, as in Nest's own factories
  readonly useFactory: (...injected: any[]) => MessagingSettings | Promise<MessagingSettings>;
}

/**
 * Outbox relay, consumer and dead letters of one service. Needs the service's TypeORM `DataSource`.
 * Global, exports: Transactions, DeadLetters, OutboxStatus, MessagingHealth, KafkaBatchServer and BROKER.
 */
@Module({})
export class MessagingModule {
  static forService(_options: MessagingModuleOptions): DynamicModule {
    return { module: MessagingModule, global: true };
  }
}
