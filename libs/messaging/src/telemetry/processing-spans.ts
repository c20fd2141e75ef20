import { type Span, SpanKind } from '@opentelemetry/api';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { attributeNames, spanNames } from './names.js';
import { duringSpan, endSpan, startSpan, traceparentOf } from './traces.js';

/**
 * One span for each event of a batch, in the trace of that event: a span of the batch would have to belong to all of
 * their traces at once. What the handler publishes because of an event continues from the event's span.
 */
export class ProcessingSpans {
  private readonly spans: Span[] = [];

  constructor(private readonly group: string) {}

  /** Calls `handle` with the events, each carrying its own span on. */
  handle(
    events: readonly ReceivedEvent[],
    handle: (events: ReceivedEvent[]) => Promise<void>,
  ): Promise<void> {
    const traced = events.map((event) => {
      const traceparent = traceparentOf(this.begin(event, events.length));
      return traceparent === event.traceparent ? event : { ...event, traceparent };
    });
    const [alone] = this.spans;
    return alone && traced.length === 1 ? duringSpan(alone, () => handle(traced)) : handle(traced);
  }

  /** Ends the spans with the work that they stand for, which is more than handling: nothing is done before COMMIT. */
  async endWith<Result>(work: Promise<Result>): Promise<Result> {
    try {
      const result = await work;
      for (const span of this.spans) endSpan(span);
      return result;
    } catch (error) {
      for (const span of this.spans) endSpan(span, error);
      throw error;
    }
  }

  private begin({ id, topic, traceparent, origin }: ReceivedEvent, batchSize: number): Span {
    const span = startSpan(spanNames.process(topic), {
      kind: SpanKind.CONSUMER,
      parent: traceparent,
      attributes: {
        [attributeNames.system]: 'kafka',
        [attributeNames.operation]: 'process',
        [attributeNames.destination]: topic,
        [attributeNames.group]: this.group,
        [attributeNames.messageId]: id,
        [attributeNames.partition]: String(origin.partition),
        [attributeNames.offset]: Number(origin.offset),
        [attributeNames.batchSize]: batchSize,
      },
    });
    this.spans.push(span);
    return span;
  }
}
