import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';

export interface LoggedEvent {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
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
    eachMessage: async ({ topic, message }) => {
      const headers = Object.fromEntries(
        Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
      );
      onEvent({
        id: headers['ce_id'] ?? '',
        topic,
        subject: String(message.key),
        headers,
        value: String(message.value),
      });
    },
  });
  return {
    stop: async () => {
      await consumer.stop();
      await consumer.disconnect();
    },
  };
}
