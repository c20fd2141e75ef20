import { SpanKind } from '@opentelemetry/api';
import type { OutboxRecord } from '../outbox/outbox-record.js';
import { attributeNames, spanNames } from './names.js';
import { endSpan, startSpan } from './traces.js';

/**
 * Says in the trace of each event that it has reached Kafka. The record itself carries the trace context of what caused
 * the event, so that a reader continues the business and not the relay.
 * @param startTime when the batch set out, in milliseconds since 1970.
 */
export function traceSent(records: readonly OutboxRecord[], startTime: number): void {
  for (const { id, topic, headers } of records) {
    const parent = headers['traceparent'];
    if (parent === undefined) continue;
    endSpan(
      startSpan(spanNames.send(topic), {
        kind: SpanKind.PRODUCER,
        parent,
        startTime,
        attributes: {
          [attributeNames.system]: 'kafka',
          [attributeNames.operation]: 'send',
          [attributeNames.destination]: topic,
          [attributeNames.messageId]: id,
          [attributeNames.batchSize]: records.length,
        },
      }),
    );
  }
}
