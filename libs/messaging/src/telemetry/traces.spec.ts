import { SpanKind, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { endSpan, startSpan, traceparentOf } from './traces.js';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a span', () => {
  afterEach(() => trace.disable());

  it('without a tracer hands the trace context on as it came', () => {
    expect(traceparentOf(startSpan('process x', { kind: SpanKind.CONSUMER, parent }))).toBe(parent);
    expect(traceparentOf(startSpan('process x', { kind: SpanKind.CONSUMER }))).toBeNull();
  });

  it('continues the trace of its cause, links what belongs to it, and keeps an error’s words to itself', () => {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    const other = '00-11111111111111111111111111111111-2222222222222222-01';
    const span = startSpan('process x', { kind: SpanKind.CONSUMER, parent, links: [other, 'nonsense', undefined] });
    endSpan(span, new RangeError('about ada@people.example'));

    const [ended] = exporter.getFinishedSpans();
    expect(traceparentOf(span)).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    expect(ended!.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(ended!.links.map(({ context }) => context.traceId)).toEqual(['11111111111111111111111111111111']);
    expect(ended!.attributes).toEqual({ 'error.type': 'RangeError' });
    expect(JSON.stringify([ended!.events, ended!.status])).not.toContain('ada@');
  });

  it.each(['', 'nonsense', '00-00000000000000000000000000000000-0000000000000000-01', '01-abc'])(
    'begins a trace of its own where the context is no use: “%s”',
    (useless) => {
      expect(traceparentOf(startSpan('process x', { kind: SpanKind.CONSUMER, parent: useless }))).toBeNull();
    },
  );
});
