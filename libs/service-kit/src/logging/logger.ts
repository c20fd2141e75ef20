import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

export type { Logger };

/** Nest's injection token of the service's pino logger. */
export const LOGGER = Symbol('LOGGER');

const correlation = new AsyncLocalStorage<string>();

/** Everything logged inside `work` carries this correlation id. */
export function withCorrelationId<T>(id: string, work: () => T): T {
  return correlation.run(id, work);
}

export function currentCorrelationId(): string | undefined {
  return correlation.getStore();
}

/** One JSON object a line on standard output, with the service, the correlation id, and the trace it belongs to. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const correlationId = correlation.getStore();
      const span = trace.getActiveSpan()?.spanContext();
      return {
        ...(correlationId ? { correlationId } : {}),
        // Named as OpenTelemetry names them, so that log stores find the trace by themselves.
        ...(span ? { trace_id: span.traceId, span_id: span.spanId } : {}),
      };
    },
    // Errors of the database driver carry the row they failed on: never log more than what went wrong.
    serializers: { err: errorWithoutData },
  });
}

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

function errorWithoutData(error: unknown): LoggedError | unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(code ? { code } : {}),
    ...(error.stack ? { stack: error.stack } : {}),
    ...(error.cause instanceof Error ? { cause: errorWithoutData(error.cause) as LoggedError } : {}),
  };
}

/** Nest's own messages, through pino. Its chatter at start-up is of use only when one looks for it. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const err = message instanceof Error ? message : undefined;
    this.logger.error({ ...(err ? { err } : {}), context: rest.at(-1) }, err?.message ?? String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }
}
