import { type Span, SpanKind } from '@opentelemetry/api';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { attributeNames, spanNames } from './names.js';
import { endSpan, startSpan, traceparentOf } from './traces.js';

/**
 * One span for each event of a batch, in the trace of that event: a span of the batch would have to belong to all of
 * their traces at once. What the handler publishes because of an event continues from the event's span.
 */
export class ProcessingSpans {
  private readonly spans: Span[] = [];
  /** The events, each carrying its own span on. */
  readonly events: ReceivedEvent[];

  constructor(group: string, events: readonly ReceivedEvent[]) {
    this.events = events.map((event) => {
      const span = startSpan(spanNames.process(event.topic), {
        kind: SpanKind.CONSUMER,
        parent: event.traceparent,
        attributes: {
          [attributeNames.system]: 'kafka',
          [attributeNames.operation]: 'process',
          [attributeNames.destination]: event.topic,
          [attributeNames.group]: group,
          [attributeNames.messageId]: event.id,
          [attributeNames.partition]: String(event.origin.partition),
          [attributeNames.offset]: Number(event.origin.offset),
          [attributeNames.batchSize]: events.length,
        },
      });
      this.spans.push(span);
      return { ...event, traceparent: traceparentOf(span) };
    });
  }

  /** @param error what made the whole attempt fail. */
  end(error?: unknown): void {
    for (const span of this.spans) endSpan(span, error);
  }
}
