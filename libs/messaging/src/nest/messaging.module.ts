import type { ServiceName } from '@baton/contracts';
import { type DynamicModule, type InjectionToken, Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BatchSettler } from '../consumer/batch-settler.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { RecordDeadLetters } from '../dead-letters/record-dead-letters.js';
import { ReplayRuns } from '../dead-letters/replay-runs.js';
import { BROKER, type Broker } from '../kafka/broker.js';
import { type KafkaClient, openBroker } from '../kafka/open-broker.js';
import type { Logger } from '../logger.js';
import { OutboxRelay, type OutboxRelayOptions } from '../outbox/outbox-relay.js';
import { OutboxStatus } from '../outbox/outbox-status.js';
import { createRelayConnection } from '../outbox/relay-connection.js';
import { PartitionUpkeep } from '../partitions/partition-upkeep.js';
import { MessagingGauges } from '../telemetry/messaging-gauges.js';
import { Transactions } from '../transactions/transactions.js';
import { KafkaBatchServer } from './kafka-batch-server.js';
import { MessagingHealth } from './messaging-health.js';
import { MessagingLifecycle } from './messaging-lifecycle.js';

export interface MessagingSettings {
  /** Kafka's bootstrap addresses, host:port. */
  readonly brokers: readonly string[];
  /** The library to speak to Kafka with; kafkajs unless told. */
  readonly client?: KafkaClient;
  readonly logger: Logger;
  /** The consumer has given up for good: end the process, so that it is started anew. */
  readonly onFatal: (error: Error) => void;
  /** See `Subscription`. */
  readonly fetchEveryMs?: number;
  readonly relay?: OutboxRelayOptions;
}

export interface MessagingModuleOptions {
  /** Also the consumer group, and the owner that events must have to be published. */
  readonly service: ServiceName;
  readonly imports?: DynamicModule['imports'];
  readonly inject?: InjectionToken[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what `inject` names, as in Nest's own factories
  readonly useFactory: (...injected: any[]) => MessagingSettings | Promise<MessagingSettings>;
}

/** Short enough that nobody notices on the way of a lead, long enough to spare most of the work at a trickle. */
const FETCH_EVERY_MS = 20;

const SETTINGS = Symbol('MESSAGING_SETTINGS');

/**
 * Outbox relay, consumer and dead letters of one service. Needs the service's TypeORM `DataSource`.
 * Global, exports: Transactions, DeadLetters, ReplayRuns, OutboxStatus, MessagingHealth, KafkaBatchServer and BROKER.
 */
@Module({})
export class MessagingModule {
  static forService({
    service,
    imports = [],
    inject = [],
    useFactory,
  }: MessagingModuleOptions): DynamicModule {
    const providers: Provider[] = [
      { provide: SETTINGS, inject, useFactory },
      MessagingHealth,
      {
        provide: BROKER,
        inject: [SETTINGS],
        useFactory: ({ client = 'kafkajs', brokers, logger }: MessagingSettings): Promise<Broker> =>
          openBroker({ client, clientId: `baton-${service}`, brokers, logger }),
      },
      {
        provide: OutboxRelay,
        inject: [SETTINGS, DataSource, BROKER],
        useFactory: ({ logger, relay }: MessagingSettings, dataSource: DataSource, broker: Broker) =>
          new OutboxRelay(() => createRelayConnection(dataSource), broker, logger, relay),
      },
      {
        provide: OutboxStatus,
        inject: [DataSource],
        useFactory: (dataSource: DataSource) => new OutboxStatus(dataSource),
      },
      {
        provide: Transactions,
        inject: [DataSource, OutboxRelay],
        useFactory: (dataSource: DataSource, relay: OutboxRelay) =>
          new Transactions(dataSource, service, () => relay.wake()),
      },
      {
        provide: DeadLetters,
        inject: [Transactions],
        useFactory: (transactions: Transactions) => new DeadLetters(transactions, service),
      },
      {
        provide: ReplayRuns,
        inject: [SETTINGS, Transactions, DeadLetters],
        useFactory: ({ logger }: MessagingSettings, transactions: Transactions, deadLetters: DeadLetters) =>
          new ReplayRuns(transactions, deadLetters, logger),
      },
      {
        provide: KafkaBatchServer,
        inject: [SETTINGS, BROKER, Transactions, DeadLetters, MessagingHealth],
        useFactory: (
          { logger, onFatal, fetchEveryMs = FETCH_EVERY_MS }: MessagingSettings,
          broker: Broker,
          transactions: Transactions,
          deadLetters: DeadLetters,
          health: MessagingHealth,
        ) => {
          const recordDeadLetters = new RecordDeadLetters(service, transactions, deadLetters);
          const settler = new BatchSettler(service, transactions, recordDeadLetters, health, logger);
          return new KafkaBatchServer(
            service,
            broker,
            settler,
            health,
            logger,
            fetchEveryMs,
            onFatal,
            deadLetters,
          );
        },
      },
      {
        provide: MessagingGauges,
        inject: [KafkaBatchServer, OutboxStatus, DeadLetters, BROKER],
        useFactory: (server: KafkaBatchServer, outbox: OutboxStatus, deadLetters: DeadLetters, broker: Broker) =>
          new MessagingGauges(service, () => server.consumedTopics, outbox, deadLetters, broker),
      },
      {
        provide: PartitionUpkeep,
        inject: [SETTINGS, DataSource],
        useFactory: ({ logger }: MessagingSettings, dataSource: DataSource) =>
          new PartitionUpkeep(dataSource, logger),
      },
      {
        provide: MessagingLifecycle,
        inject: [OutboxRelay, PartitionUpkeep, ReplayRuns, MessagingGauges, BROKER],
        useFactory: (
          relay: OutboxRelay,
          upkeep: PartitionUpkeep,
          replays: ReplayRuns,
          gauges: MessagingGauges,
          broker: Broker,
        ) => new MessagingLifecycle(relay, upkeep, replays, gauges, broker),
      },
    ];
    return {
      module: MessagingModule,
      global: true,
      imports,
      providers,
      exports: [
        Transactions,
        DeadLetters,
        ReplayRuns,
        OutboxStatus,
        MessagingHealth,
        KafkaBatchServer,
        BROKER,
      ],
    };
  }
}
