import type { Verdict } from './hydrator.js';

/** What an HTTP status means to one who asks for a record; RFC 9110. */
export function sortAnswer(status: number, headers: Readonly<Record<string, string | undefined>>): Verdict {
  if (status >= 200 && status < 300) return { kind: 'answered' };
  if (status === 401) return { kind: 'token' };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: 'later', afterMs: retryAfterMs(headers['retry-after']) };
  }
  if (status === 404 || status === 410) return { kind: 'gone', because: 'the platform does not know this record any more' };
  return { kind: 'gone', because: `the platform refused to tell: status ${status}` };
}

/** Seconds; a date is so rare here that waiting as usual serves as well. */
function retryAfterMs(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;
}
