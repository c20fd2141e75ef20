import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { attributeNames } from './names.js';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

export interface SpanToStart {
  readonly kind: SpanKind;
  /** W3C trace context of what caused it; without one a trace begins. */
  readonly parent?: string | null | undefined;
  /** W3C trace contexts that belong to it without having caused it. */
  readonly links?: readonly (string | undefined)[];
  readonly attributes?: Attributes;
  readonly startTime?: number;
}

/**
 * Starts a span of Baton's own. Without a tracer that somebody has set up it costs next to nothing, and the parent's
 * trace context is handed on as it came.
 */
export function startSpan(name: string, { kind, parent, links = [], attributes, startTime }: SpanToStart): Span {
  return trace.getTracer('@baton/messaging').startSpan(
    name,
    {
      kind,
      links: links.flatMap((link): Link[] => {
        const linked = link === undefined ? null : spanContextOf(link);
        return linked ? [{ context: linked }] : [];
      }),
      ...(attributes ? { attributes } : {}),
      ...(startTime === undefined ? {} : { startTime }),
    },
    contextOf(parent),
  );
}

/** Ends the span; one that ended with an error says of which type. The error's words may hold personal data. */
export function endSpan(span: Span, error?: unknown): void {
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute(attributeNames.errorType, error instanceof Error ? error.name : typeof error);
  }
  span.end();
}

/** Does the work inside the span: what is logged meanwhile bears its trace id. */
export function duringSpan<Result>(span: Span, work: () => Result): Result {
  return context.with(trace.setSpan(ROOT_CONTEXT, span), work);
}

/** The span's W3C trace context, to be handed on; null when there is none. */
export function traceparentOf(span: Span): string | null {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!isSpanContextValid(span.spanContext())) return null;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** The id of the trace, as logs name it; undefined where the trace context is no use. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return (traceparent === undefined ? null : spanContextOf(traceparent))?.traceId;
}

function contextOf(traceparent: string | null | undefined): Context {
  const parent = traceparent ? spanContextOf(traceparent) : null;
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function spanContextOf(traceparent: string): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags) return null;
  const found = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(found) ? found : null;
}
