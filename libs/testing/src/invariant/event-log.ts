import { randomUUID } from 'node:crypto';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';

export interface LoggedEvent {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
  readonly partition: number;
  readonly offset: string;
}

/**
 * Reads topics from their beginning as a stranger would: plain kafkajs, no library of ours.
 * @param onEvent is called for every record, repeats included.
 */
export async function readEventLog(
  brokers: readonly string[],
  topics: readonly string[],
  onEvent: (event: LoggedEvent) => void,
): Promise<{ stop(): Promise<void> }> {
  const kafka = new Kafka({ clientId: 'stranger', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `stranger-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => onEvent(toEvent(topic, partition, message)),
  });
  return {
    stop: async () => {
      await consumer.stop();
      await consumer.disconnect();
    },
  };
}

/** Everything that the topics hold at this moment, in order within each partition. */
export async function readWholeLog(brokers: readonly string[], topics: readonly string[]): Promise<LoggedEvent[]> {
  const kafka = new Kafka({ clientId: 'stranger', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const left = new Map<string, bigint>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (BigInt(high) > BigInt(low)) left.set(`${topic}/${partition}`, BigInt(high) - 1n);
    }
  }
  await admin.disconnect();

  const events: LoggedEvent[] = [];
  const consumer = kafka.consumer({ groupId: `stranger-${randomUUID()}`, maxWaitTimeInMs: 50 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      if (left.size === 0) return resolve();
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          partitionsConsumedConcurrently: 128,
          eachBatch: async ({ batch: { topic, partition, messages } }) => {
            for (const message of messages) events.push(toEvent(topic, partition, message));
            const last = left.get(`${topic}/${partition}`);
            if (last === undefined || BigInt(messages.at(-1)!.offset) < last) return;
            left.delete(`${topic}/${partition}`);
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
    return events;
  } finally {
    await consumer.disconnect();
  }
}

function toEvent(topic: string, partition: number, message: KafkaMessage): LoggedEvent {
  const headers = Object.fromEntries(
    Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return {
    id: headers['ce_id'] ?? '',
    topic,
    subject: String(message.key),
    headers,
    value: String(message.value),
    partition,
    offset: message.offset,
  };
}
