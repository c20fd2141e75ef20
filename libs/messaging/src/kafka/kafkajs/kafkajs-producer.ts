import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import type { RecordToProduce } from '../broker.js';
import { cutByBytes } from '../cut-by-bytes.js';

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

function byTopic(records: readonly RecordToProduce[]) {
  return [...Map.groupBy(records, (record) => record.topic)].map(([topic, messages]) => ({
    topic,
    messages: messages.map(({ key, value, headers }) => ({ key, value, headers })),
  }));
}
