import { type BatchObservableResult, metrics, type Observable } from '@opentelemetry/api';
import type { DeadLetterReason } from '../dead-letters/dead-letter.js';
import type { DeadLetters } from '../dead-letters/dead-letters.js';
import type { Broker } from '../kafka/broker.js';
import type { OutboxStatus } from '../outbox/outbox-status.js';
import { attributeNames, metricNames } from './names.js';
import { RecentAnswer } from './recent-answer.js';

/** Each look costs a query, or a round trip to the broker over a connection of its own. */
const FRESH_FOR_MS = { outbox: 1_000, deadLetters: 10_000, lag: 10_000 };
/** Prometheus gives a scrape ten seconds unless told otherwise, and the figures that are there must get through. */
const PATIENCE_MS = 2_000;

const REASONS: readonly DeadLetterReason[] = ['UNREADABLE', 'SCHEMA', 'REFUSED', 'FAILED'];

/**
 * What is looked up when somebody asks. A server that is away leaves its own gauge out, and the others in. Every
 * instance of a service sees the same: take the greatest, never the sum.
 */
export class MessagingGauges {
  private readonly meter = metrics.getMeter('@baton/messaging');

  constructor(
    private readonly service: string,
    private readonly topics: () => readonly string[],
    private readonly outbox: Pick<OutboxStatus, 'read'>,
    private readonly deadLetters: Pick<DeadLetters, 'groupOpen'>,
    private readonly broker: Pick<Broker, 'admin'>,
  ) {}

  start(): void {
    this.watchOutbox();
    this.watchDeadLetters();
    this.watchLag();
  }

  private watchOutbox(): void {
    const depth = this.gauge(metricNames.outboxDepth, 'Events that wait to be sent.', '{event}');
    const age = this.gauge(metricNames.outboxAge, 'How long the oldest of them has waited.', 's');
    this.look([depth, age], () => this.outbox.read(), FRESH_FOR_MS.outbox, (reading, result) => {
      result.observe(depth, reading.depth);
      result.observe(age, reading.ageMs / 1_000);
    });
  }

  private watchDeadLetters(): void {
    const open = this.gauge(metricNames.deadLettersOpen, 'Dead letters that wait for a person.', '{record}');
    this.look([open], () => this.deadLetters.groupOpen(), FRESH_FOR_MS.deadLetters, (groups, result) => {
      // A reason without any says so: an alert must end when the last one is settled.
      for (const reason of REASONS) {
        const ofReason = groups.filter((group) => group.reason === reason);
        const count = ofReason.reduce((sum, group) => sum + group.count, 0);
        result.observe(open, count, { [attributeNames.reason]: reason });
      }
    });
  }

  private watchLag(): void {
    const lag = this.gauge(metricNames.consumerLag, 'Records that the group has yet to read.', '{record}');
    this.look([lag], () => this.lagByTopic(), FRESH_FOR_MS.lag, (byTopic, result) => {
      for (const [topic, records] of byTopic) {
        result.observe(lag, records, { [attributeNames.destination]: topic });
      }
    });
  }

  private gauge(name: string, description: string, unit: string): Observable {
    return this.meter.createObservableGauge(name, { description, unit });
  }

  private look<Answer>(
    gauges: Observable[],
    ask: () => Promise<Answer>,
    freshForMs: number,
    observe: (answer: Answer, result: BatchObservableResult) => void,
  ): void {
    const recent = new RecentAnswer(ask, freshForMs, PATIENCE_MS);
    this.meter.addBatchObservableCallback(async (result) => {
      const answer = await recent.read();
      if (answer !== null) observe(answer, result);
    }, gauges);
  }

  private async lagByTopic(): Promise<ReadonlyMap<string, number>> {
    const topics = this.topics();
    const byTopic = new Map<string, number>(topics.map((topic) => [topic, 0]));
    if (topics.length > 0) {
      for (const { topic, lag } of await this.broker.admin.lag(this.service, topics)) {
        byTopic.set(topic, (byTopic.get(topic) ?? 0) + lag);
      }
    }
    return byTopic;
  }
}
