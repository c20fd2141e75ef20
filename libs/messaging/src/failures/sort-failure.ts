import { ZodError } from 'zod';
import { DomainRefusal } from './domain-refusal.js';

/**
 * `transient`: the surroundings are at fault, waiting helps; `permanent`: this item will never succeed;
 * `unknown`: nobody foresaw it.
 */
export type FailureKind = 'transient' | 'permanent' | 'unknown';

/** SQLSTATEs that say nothing against the item in hand. */
const TRANSIENT_STATES = [
  /^08/, // connection exceptions
  /^25006$/, // read only: a standby, while a failover goes on
  /^40001$/, // serialisation failure
  /^40P01$/, // deadlock
  /^53/, // out of disk, memory or connections
  /^55P03$/, // lock not available
  /^57P0/, // the server shuts down, crashed, or starts
  /^58/, // the server's own I/O failed
  // A missing table, column or right is a migration that has yet to run, never the fault of one event.
  /^3F000$/,
  /^42P01$/,
  /^42703$/,
  /^42501$/,
];

const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The drivers give these no code. A query runner is released under its user's hands when its connection breaks. */
const TRANSIENT_MESSAGES =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable|query read timeout|after calling end on the pool|driver not connected|query runner already released/i;

/** Says what to do about an error, looking through the errors it wraps. */
export function sortFailure(error: unknown): FailureKind {
  for (const one of withCauses(error)) {
    if (one instanceof DomainRefusal || one instanceof ZodError) return 'permanent';
    if (isTransient(one)) return 'transient';
  }
  return 'unknown';
}

function isTransient(error: object): boolean {
  const { code, message, name, retriable } = error as Record<string, unknown>;
  if (typeof code === 'string') {
    if (TRANSIENT_CODES.has(code)) return true;
    if (TRANSIENT_STATES.some((state) => code.length === 5 && state.test(code))) return true;
  }
  if (typeof message === 'string' && TRANSIENT_MESSAGES.test(message)) return true;
  return typeof name === 'string' && name.startsWith('KafkaJS') && retriable === true;
}

function* withCauses(error: unknown): Generator<object> {
  const seen = new Set<unknown>();
  const waiting = [error];
  while (waiting.length > 0) {
    const one = waiting.shift();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    yield one;
    const { cause, driverError, errors } = one as Record<string, unknown>;
    waiting.push(driverError, cause, ...(Array.isArray(errors) ? errors : []));
  }
}
