import { metrics, type Observable, type ObservableResult } from '@opentelemetry/api';
import type { Broker } from '../kafka/broker.js';
import type { DeadLetters } from '../dead-letters/dead-letters.js';
import type { OutboxStatus } from '../outbox/outbox-status.js';
import { attributeNames, metricNames } from './names.js';

/** The lag costs a round trip to the broker over a connection of its own: whoever scrapes more often reads it again. */
const LAG_STAYS_FRESH_MS = 10_000;

/** What is looked up when somebody asks. A source that is away leaves its gauge out, and the others in. */
export class MessagingGauges {
  private readonly meter = metrics.getMeter('@baton/messaging');
  private lag: { readonly at: number; readonly byTopic: ReadonlyMap<string, number> } | null = null;

  constructor(
    private readonly service: string,
    private readonly topics: () => readonly string[],
    private readonly outbox: OutboxStatus,
    private readonly deadLetters: DeadLetters,
    private readonly broker: Broker,
  ) {}

  start(): void {
    const depth = this.gauge(metricNames.outboxDepth, 'Events that wait to be sent.', '{event}');
    const age = this.gauge(metricNames.outboxAge, 'How long the oldest of them has waited.', 's');
    this.meter.addBatchObservableCallback(
      unlessAway(async (result) => {
        const reading = await this.outbox.read();
        result.observe(depth, reading.depth);
        result.observe(age, reading.ageMs / 1_000);
      }),
      [depth, age],
    );
    const open = this.gauge(metricNames.deadLettersOpen, 'Dead letters that wait for a person.', '{record}');
    this.meter.addBatchObservableCallback(
      unlessAway(async (result) => result.observe(open, await this.deadLetters.countOpen())),
      [open],
    );
    const lag = this.gauge(metricNames.consumerLag, 'Records that the group has yet to read.', '{record}');
    this.meter.addBatchObservableCallback(
      unlessAway(async (result) => {
        for (const [topic, records] of await this.lagByTopic()) {
          result.observe(lag, records, { [attributeNames.destination]: topic });
        }
      }),
      [lag],
    );
  }

  private gauge(name: string, description: string, unit: string): Observable {
    return this.meter.createObservableGauge(name, { description, unit });
  }

  private async lagByTopic(): Promise<ReadonlyMap<string, number>> {
    const now = performance.now();
    if (this.lag && now - this.lag.at < LAG_STAYS_FRESH_MS) return this.lag.byTopic;
    const topics = this.topics();
    const byTopic = new Map<string, number>(topics.map((topic) => [topic, 0]));
    if (topics.length > 0) {
      for (const { topic, lag } of await this.broker.admin.lag(this.service, topics)) {
        byTopic.set(topic, (byTopic.get(topic) ?? 0) + lag);
      }
    }
    this.lag = { at: now, byTopic };
    return byTopic;
  }
}

interface BatchResult {
  observe(gauge: Observable, value: number, attributes?: Parameters<ObservableResult['observe']>[1]): void;
}

function unlessAway(look: (result: BatchResult) => Promise<void>): (result: BatchResult) => Promise<void> {
  return (result) => look(result).catch(() => {});
}
