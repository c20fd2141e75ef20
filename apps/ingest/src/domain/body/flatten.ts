import type { Json, Scalar } from './json.js';
import { clean } from './text.js';

/** What lies deeper stays in the stored delivery only. */
const DEEPEST = 8;

/**
 * Every scalar in `value` with its path: `{a: {b: 1}}` gives `a.b → 1`. A list of scalars is one text, joined by
 * commas, because forms send several ticks that way. Blank texts become null: asked, and not answered.
 */
export function flatten(
  value: Json,
  path: readonly string[] = [],
): Array<{ path: readonly string[]; value: Scalar }> {
  if (Array.isArray(value) && value.length > 0 && value.every(isScalar)) {
    return [{ path, value: scalarOf(value.filter((item) => item !== null).join(', ')) }];
  }
  if (isScalar(value)) return [{ path, value: scalarOf(value) }];
  if (path.length >= DEEPEST) return [];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, [...path, key]));
}

function isScalar(value: Json): value is Scalar {
  return value === null || typeof value !== 'object';
}

function scalarOf(value: Scalar): Scalar {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (typeof value !== 'string') return value;
  return clean(value) || null;
}

const LONGEST_NAME = 200;

/** The name of an attribute that stood at `path`, fit to be a key in Postgres; empty where nothing is left of it. */
export function attributeName(path: readonly string[]): string {
  return clean(path.join('.')).slice(0, LONGEST_NAME).toWellFormed();
}
