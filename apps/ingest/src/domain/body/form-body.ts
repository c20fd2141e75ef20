import qs from 'qs';
import type { Json } from './json.js';

const LIMITS = { depth: 20, parameterLimit: 5_000, arrayLimit: 5_000, strictDepth: true, throwOnLimitExceeded: true };

/**
 * Reads an `application/x-www-form-urlencoded` body whose keys may nest by brackets, as PHP has it:
 * `data[merges][EMAIL]=…`. All values are text. What is not UTF-8, or escaped wrongly, is not read.
 */
export function parseForm(raw: Buffer): { ok: true; value: Json } | { ok: false } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    // Numbers as keys may be ids, with gaps between them: a list would close the gaps, and lose the ids.
    const options = { ...LIMITS, parseArrays: false, decoder: unescaped };
    // Names that every object has, such as `constructor`, are left out by default.
    return { ok: true, value: withLists(qs.parse(text, options) as Json) };
  } catch {
    return { ok: false };
  }
}

/** @throws URIError where it is escaped wrongly. */
function unescaped(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Objects whose keys count from 0 become lists, as PHP has it; values that share a key lie in one list. */
function withLists(value: Json): Json {
  if (Array.isArray(value)) return value.map(withLists);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [key, withLists(inner)]);
  const isList = entries.length > 0 && entries.every(([key], at) => key === String(at));
  return isList ? entries.flatMap(([, inner]) => inner) : Object.fromEntries(entries);
}
