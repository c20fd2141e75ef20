import { randomUUID } from 'node:crypto';
import { testBrokers } from '@baton/testing';
import type {
  BatchOutcome,
  Broker,
  Consumption,
  RecordBatch,
  RecordToProduce,
  Subscription,
} from '../src/kafka/broker.js';
import { KafkaJsBroker } from '../src/kafka/kafkajs/kafkajs-broker.js';
import { PlatformaticBroker } from '../src/kafka/platformatic/platformatic-broker.js';
import { silent } from './fixture.js';

/** All that implement the port: what is promised of one is promised of each. */
export const adapters = [
  ['kafkajs', KafkaJsBroker],
  ['@platformatic/kafka', PlatformaticBroker],
] as const;
export type Adapter = (typeof adapters)[number][1];

type OnBatch = (batch: RecordBatch) => Promise<BatchOutcome>;

/** A topic of three partitions and a group, new for each test, and brokers that end with it. */
export class KafkaFixture {
  topic = '';
  group = '';
  broker!: Broker;
  private readonly brokers: Broker[] = [];
  private readonly consumptions: Consumption[] = [];

  constructor(private readonly Adapter: Adapter) {
    beforeEach(() => this.begin());
    afterEach(() => this.end());
  }

  newBroker(brokers = testBrokers(), Adapter = this.Adapter): Broker {
    const broker = new Adapter({ clientId: 'test', brokers, logger: silent });
    this.brokers.push(broker);
    return broker;
  }

  /** Records that are numbered in their header `number`. */
  records(count: number, { from = 0, key = 'lead', value = Buffer.from('value') } = {}): RecordToProduce[] {
    return Array.from({ length: count }, (_, place) => ({
      topic: this.topic,
      key: Buffer.from(key),
      value,
      headers: { number: String(from + place) },
    }));
  }

  produce(...of: Parameters<KafkaFixture['records']>): Promise<void> {
    return this.broker.produce(this.records(...of));
  }

  consume(onBatch: OnBatch, more: Partial<Subscription> = {}, broker = this.broker): Consumption {
    const consumption = broker.consume({
      group: this.group,
      topics: [this.topic],
      fetchEveryMs: 0,
      onBatch,
      onMembership: () => {},
      onFatal: () => {},
      ...more,
    });
    this.consumptions.push(consumption);
    return consumption;
  }

  /** Consumes and notes the numbers of what arrives. */
  collect(
    more: Partial<Subscription> = {},
    broker = this.broker,
  ): { got: number[]; consumption: Consumption } {
    const got: number[] = [];
    const onBatch: OnBatch = async (batch) => {
      got.push(...numbersOf(batch));
      return throughLast(batch);
    };
    return { got, consumption: this.consume(onBatch, more, broker) };
  }

  /** In records, of all partitions. */
  async lag(): Promise<number> {
    return (await this.broker.admin.lag(this.group, [this.topic])).reduce((sum, one) => sum + one.lag, 0);
  }

  private async begin(): Promise<void> {
    const name = randomUUID().slice(0, 8);
    this.topic = `test.broker.${name}`;
    this.group = `test-${name}`;
    this.broker = this.newBroker();
    await this.broker.admin.ensureTopics([{ topic: this.topic, partitions: 3, retentionMs: -1 }]);
  }

  private async end(): Promise<void> {
    await Promise.all(this.consumptions.splice(0).map((consumption) => consumption.stop()));
    await Promise.all(this.brokers.splice(0).map((broker) => broker.close()));
  }
}

export function numbersOf(batch: RecordBatch): number[] {
  return batch.records.map((record) => Number(record.headers['number']!.toString()));
}

export function throughLast(batch: RecordBatch): BatchOutcome {
  return { committedThrough: batch.records.at(-1)!.offset };
}

export function range(count: number): number[] {
  return [...Array(count).keys()];
}
