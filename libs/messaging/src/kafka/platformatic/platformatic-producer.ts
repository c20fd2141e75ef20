import {
  type BaseOptions,
  compatibilityPartitioner,
  type MessageToProduce,
  Producer,
} from '@platformatic/kafka';
import { cutByBytes } from '../cut-by-bytes.js';
import type { RecordToProduce } from '../broker.js';

/** An idempotent producer that is replaced after each failure, so that it begins with sequences of its own. */
export class PlatformaticProducer {
  private current: Producer | null = null;

  constructor(private readonly client: BaseOptions) {}

  async produce(records: readonly RecordToProduce[]): Promise<void> {
    try {
      this.current ??= new Producer({
        ...this.client,
        idempotent: true,
        acks: -1,
        // The same partition for a key as Kafka's own Java client would choose.
        partitioner: compatibilityPartitioner,
      });
      for (const some of cutByBytes(records)) await this.current.send({ messages: some.map(toMessage) });
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const producer = this.current;
    this.current = null;
    await producer?.close().catch(() => {});
  }
}

function toMessage({ topic, key, value, headers }: RecordToProduce): MessageToProduce {
  return {
    topic,
    ...(key ? { key } : {}),
    ...(value ? { value } : {}),
    headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  };
}
