import qs from 'qs';
import type { Json } from './json.js';

const LIMITS = { depth: 10, parameterLimit: 5_000, arrayLimit: 1_000, strictDepth: true, throwOnLimitExceeded: true };

/**
 * Reads an `application/x-www-form-urlencoded` body whose keys may nest by brackets, as PHP has it:
 * `data[merges][EMAIL]=…`. All values are text.
 */
export function parseForm(raw: Buffer): { ok: true; value: Json } | { ok: false } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    // Objects without a prototype: a key such as `__proto__` is a key like any other.
    return { ok: true, value: qs.parse(text, { ...LIMITS, plainObjects: true }) as Json };
  } catch {
    return { ok: false };
  }
}
