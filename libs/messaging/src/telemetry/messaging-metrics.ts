import { type Attributes, metrics } from '@opentelemetry/api';
import type { DeadLetterOrigin } from '../dead-letters/dead-letter.js';
import { attributeNames, metricNames } from './names.js';

/**
 * What messaging counts. Make one per service, after the meter provider has been set: OpenTelemetry's instruments are
 * bound to the provider that is there when they are made.
 */
export class MessagingMetrics {
  private readonly meter = metrics.getMeter('@baton/messaging');
  private readonly relayBatches = this.meter.createHistogram(metricNames.relayBatch, {
    description: 'Events that the outbox relay sent at once.',
    unit: '{event}',
    advice: { explicitBucketBoundaries: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
  });
  private readonly inboxEvents = this.meter.createCounter(metricNames.inboxEvents, {
    description: 'Events that arrived, by whether they were new or repeats.',
    unit: '{event}',
  });
  private readonly recorded = this.meter.createCounter(metricNames.deadLettersRecorded, {
    description: 'Records and deliveries put aside as dead letters.',
    unit: '{record}',
  });

  relayed(events: number): void {
    this.relayBatches.record(events);
  }

  arrived(topic: string, fresh: number, repeats: number): void {
    const of = (outcome: string): Attributes => ({
      [attributeNames.destination]: topic,
      [attributeNames.outcome]: outcome,
    });
    if (fresh > 0) this.inboxEvents.add(fresh, of('new'));
    if (repeats > 0) this.inboxEvents.add(repeats, of('repeat'));
  }

  deadLetter(origin: DeadLetterOrigin, reason: string): void {
    const topic = origin.kind === 'record' ? origin.topic : origin.kind;
    this.recorded.add(1, { [attributeNames.destination]: topic, [attributeNames.reason]: reason });
  }
}
