export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Scalar = string | number | boolean | null;

/** Numbers of this many digits may lie beyond 2^53, where a double no longer tells neighbours apart. */
const LONG_INTEGER = /\d{16,}/;
/** No platform nests this deep; `JSON.stringify` and every other recursion overflow the stack somewhere beyond. */
const DEEPEST = 100;

/**
 * Reads a JSON body. Integers that a double cannot hold come back as strings of their own digits, because
 * they are ids: adding two would make no sense, and losing the last digits would join two people.
 */
export function parseJson(raw: Buffer): { ok: true; value: Json } | { ok: false } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    if (depthOf(text) > DEEPEST) return { ok: false };
    const value = LONG_INTEGER.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text);
    return { ok: true, value: value as Json };
  } catch {
    return { ok: false };
  }
}

/** How deep objects and lists lie within each other in JSON text, without parsing it. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}

function keepLongIntegers(_key: string, value: Json, context?: { source?: string }): Json {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
}

/** The value as an object; anything else counts as an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** The value as a list; anything else counts as an empty one. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The own property `key` of an object: a key such as `constructor` never reaches the prototype. */
export function get(value: Json | undefined, ...keys: string[]): Json | undefined {
  let at = value;
  for (const key of keys) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = (at as JsonObject)[key];
  }
  return at;
}
