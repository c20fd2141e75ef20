import type { Logger } from '../logger.js';
import type { Broker } from './broker.js';
import { KafkaJsBroker } from './kafkajs/kafkajs-broker.js';

/** The client libraries that there is an adapter for. Which is the default, and why: decision 17. */
export const kafkaClients = ['kafkajs', 'platformatic'] as const;
export type KafkaClient = (typeof kafkaClients)[number];

export interface BrokerToOpen {
  readonly client: KafkaClient;
  readonly clientId: string;
  /** host:port of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly logger: Logger;
}

/** Nothing is connected yet: a broker that is away shows in the first use. */
export async function openBroker({ client, ...options }: BrokerToOpen): Promise<Broker> {
  if (client === 'kafkajs') return new KafkaJsBroker(options);
  // Loaded late: it is large, and mostly not needed.
  const { PlatformaticBroker } = await import('./platformatic/platformatic-broker.js');
  return new PlatformaticBroker(options);
}
