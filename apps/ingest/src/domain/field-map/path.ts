import { get, type Json } from '../body/json.js';

/** Paths come from field maps: few, and asked for with every delivery. */
const split = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 10_000;

/** `data.Lead Source` → its keys. `\.` is a dot within a key. */
export function keysOf(path: string): readonly string[] {
  const known = split.get(path);
  if (known !== undefined) return known;
  const keys = path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
  if (split.size >= MOST_REMEMBERED) split.clear();
  split.set(path, keys);
  return keys;
}

/** The other way round. */
export function pathOf(keys: readonly string[]): string {
  return keys.map((key) => key.replaceAll('.', '\\.')).join('.');
}

/** What stands at `path`, or undefined. */
export function valueAt(body: Json, path: string): Json | undefined {
  return get(body, ...keysOf(path));
}

/** The path as a key for comparing places. */
export function placeOf(keys: readonly string[]): string {
  return JSON.stringify(keys);
}
