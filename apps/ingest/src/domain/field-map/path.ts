import { get, type Json } from '../body/json.js';

/** `data.Lead Source` → its keys. `\.` is a dot within a key. */
export function keysOf(path: string): string[] {
  return path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
}

/** What stands at `path`, or undefined. */
export function valueAt(body: Json, path: string): Json | undefined {
  return get(body, ...keysOf(path));
}

/** The path as a key for comparing places. */
export function placeOf(keys: readonly string[]): string {
  return JSON.stringify(keys);
}
