import { BROKER, type Broker, type KafkaRecord, type Subscription } from '@baton/messaging';
import type { ServiceDefinition } from '@baton/service-kit';
import { startTestService, type TestService } from '@baton/testing';

/** A service and its own consumer. What Kafka would have brought is handed over by the test. */
export interface HandedOver {
  readonly service: TestService;
  readonly topics: readonly string[];
  take(topic: string, records: readonly KafkaRecord[]): ReturnType<Subscription['onBatch']>;
}

export async function startHandedOver(definition: ServiceDefinition): Promise<HandedOver> {
  const service = await startTestService(definition);
  let subscription!: Subscription;
  service.app.get<Broker>(BROKER).consume = (wanted) => {
    subscription = wanted;
    return { stop: async () => {} };
  };
  await service.app.startAllMicroservices();
  return {
    service,
    topics: subscription.topics,
    take: (topic, records) =>
      subscription.onBatch({
        topic,
        partition: 0,
        records,
        heartbeat: async () => {},
        interrupted: () => false,
      }),
  };
}

/** A record as Kafka hands it over. */
export function recordOf(
  offset: number,
  key: string,
  headers: Readonly<Record<string, string>>,
  value: string,
): KafkaRecord {
  const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]);
  return {
    offset: String(offset),
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: Object.fromEntries(bytes),
  };
}
