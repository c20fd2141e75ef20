import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import { recordBytes } from '../../outbox/outbox-record.js';
import type { RecordToProduce } from '../broker.js';

/** kafkajs makes one Kafka batch of all that goes to a partition in one request, and brokers refuse more than 1 MiB. */
const MOST_BYTES_OF_A_TOPIC = 900_000;

/** An idempotent producer that is replaced after each failure, because kafkajs loses count of its sequences then. */
export class KafkaJsProducer {
  private connected: Promise<Producer> | null = null;

  constructor(private readonly kafka: Kafka) {}

  async produce(records: readonly RecordToProduce[]): Promise<void> {
    try {
      const producer = await (this.connected ??= this.connect());
      for (const some of cutByBytes(records)) {
        await producer.sendBatch({ acks: -1, timeout: 10_000, topicMessages: byTopic(some) });
      }
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const connected = this.connected;
    this.connected = null;
    const producer = await connected?.catch(() => null);
    await producer?.disconnect().catch(() => {});
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      // The same partition for a key as Kafka's own Java client would choose.
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await producer.disconnect().catch(() => {});
      throw error;
    }
  }
}

/** Cuts the records, in order, so that no topic has more than a partition's batch may hold. */
export function* cutByBytes(
  records: readonly RecordToProduce[],
  mostBytes = MOST_BYTES_OF_A_TOPIC,
): Generator<RecordToProduce[]> {
  let some: RecordToProduce[] = [];
  let bytes = new Map<string, number>();
  for (const record of records) {
    const size = recordBytes(record);
    const ofTopic = bytes.get(record.topic) ?? 0;
    if (ofTopic > 0 && ofTopic + size > mostBytes) {
      yield some;
      some = [];
      bytes = new Map();
    }
    some.push(record);
    bytes.set(record.topic, (bytes.get(record.topic) ?? 0) + size);
  }
  if (some.length > 0) yield some;
}

function byTopic(records: readonly RecordToProduce[]) {
  return [...Map.groupBy(records, (record) => record.topic)].map(([topic, messages]) => ({
    topic,
    messages: messages.map(({ key, value, headers }) => ({ key, value, headers })),
  }));
}
