import { SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { ProcessingSpans } from './processing-spans.js';

const TRACES = ['1', '2'].map((digit) => digit.repeat(32));
const events = TRACES.map(
  (traceId, place) =>
    ({
      id: `event-${place}`,
      topic: 'lead.created',
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      origin: { topic: 'lead.created', partition: 3, offset: String(place) },
    }) as ReceivedEvent,
);

describe('the spans of a batch', () => {
  let exporter: InMemorySpanExporter;
  beforeEach(() => {
    exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  });
  afterEach(() => trace.disable());

  it('are one for each event, in the trace of each, and go on in what the handler publishes', async () => {
    const spans = new ProcessingSpans('scoring');
    let handedOn: (string | null)[] = [];
    await spans.endWith(
      spans.handle(events, async (traced) => {
        handedOn = traced.map(({ traceparent }) => traceparent);
      }),
    );

    const ended = exporter.getFinishedSpans();
    expect(ended.map((span) => [span.name, span.spanContext().traceId, span.parentSpanContext?.spanId])).toEqual(
      TRACES.map((traceId) => ['process lead.created', traceId, 'b7ad6b7169203331']),
    );
    expect(handedOn).toEqual(
      ended.map((span) => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`),
    );
    expect(ended[1]!.attributes).toEqual({
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'lead.created',
      'messaging.consumer.group.name': 'scoring',
      'messaging.message.id': 'event-1',
      'messaging.destination.partition.id': '3',
      'messaging.kafka.offset': 1,
      'messaging.batch.message_count': 2,
    });
  });

  it('tell of a commit that failed after all was handled', async () => {
    const spans = new ProcessingSpans('scoring');
    const committing = spans.handle(events, () => Promise.resolve()).then(() => {
      throw new RangeError('the connection is gone');
    });
    await expect(spans.endWith(committing)).rejects.toThrow('the connection is gone');
    expect(exporter.getFinishedSpans().map(({ status, attributes }) => [status.code, attributes['error.type']])).toEqual(
      TRACES.map(() => [SpanStatusCode.ERROR, 'RangeError']),
    );
  });
});
