import type { JsonSchema } from '../json-schemas.js';
import {
  fieldsOf,
  furtherFieldsOf,
  itemsOf,
  requiredOf,
  shapeOf,
  typeOf,
  valuesOf,
  variantsOf,
} from './schema-parts.js';

const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];
/** Keywords with rules of their own below. Of any other the reader may have only what the released schema has too. */
const COMPARED: ReadonlySet<string> = new Set([
  ...['type', 'anyOf', 'oneOf', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items'],
  ...LOWER_BOUNDS,
  ...UPPER_BOUNDS,
]);

/**
 * Why a reader of `reader` could refuse a value that the owner may have written under `released`. Empty means that all
 * of them can be read: BACKWARD, and with each released version in turn BACKWARD_TRANSITIVE. It errs on the safe side:
 * what it cannot compare counts as a problem.
 */
export function readerProblems(released: JsonSchema, reader: JsonSchema): string[] {
  return problemsAt('', shapeOf(released), shapeOf(reader));
}

function problemsAt(at: string, released: JsonSchema, reader: JsonSchema): string[] {
  const readers = variantsOf(reader);
  return variantsOf(released).flatMap((old) => {
    if (readers.length === 1) return problemsOfOne(at, old, readers[0]!);
    const isRead = readers.some((one) => problemsOfOne(at, old, one).length === 0);
    return isRead
      ? []
      : [`${at || 'the value'} may have been ${typeOf(old) ?? 'anything'}, which no variant reads as it was`];
  });
}

function problemsOfOne(at: string, old: JsonSchema, now: JsonSchema): string[] {
  const type = typeOf(now);
  const before = typeOf(old);
  if (type !== undefined && type !== before && !(type === 'number' && before === 'integer')) {
    return [`${at || 'the value'} may have been ${before ?? 'anything'} and must be ${type} now`];
  }
  return [...valueProblems(at, old, now), ...fieldProblems(at, old, now), ...itemProblems(at, old, now)];
}

function valueProblems(at: string, old: JsonSchema, now: JsonSchema): string[] {
  const here = at || 'the value';
  const problems: string[] = [];
  const allowed = valuesOf(now);
  if (allowed) {
    const lost = valuesOf(old)?.filter((value) => !allowed.includes(value));
    if (!lost) problems.push(`${here} may have been anything and must be one of ${allowed.join(', ')} now`);
    else if (lost.length > 0)
      problems.push(`${here} may have been ${lost.join(', ')}, which is not read any more`);
  }
  for (const [keyword, bound] of Object.entries(now)) {
    const before = old[keyword];
    if (LOWER_BOUNDS.includes(keyword)) {
      if (((before ?? -Infinity) as number) < (bound as number))
        problems.push(`${here}: ${keyword} rose to ${String(bound)}`);
    } else if (UPPER_BOUNDS.includes(keyword)) {
      if (((before ?? Infinity) as number) > (bound as number))
        problems.push(`${here}: ${keyword} fell to ${String(bound)}`);
    } else if (!COMPARED.has(keyword) && JSON.stringify(before) !== JSON.stringify(bound)) {
      problems.push(`${here}: ${keyword} is new or another`);
    }
  }
  return problems;
}

function fieldProblems(at: string, old: JsonSchema, now: JsonSchema): string[] {
  const promised = requiredOf(old);
  const missing = [...requiredOf(now)].filter((name) => !promised.has(name));
  const problems = missing.map((name) => `${at}/${name} may be missing, and the reader demands it now`);

  const [before, declared] = [fieldsOf(old), fieldsOf(now)];
  const further = furtherFieldsOf(now);
  for (const [name, field] of Object.entries(before)) {
    const reader = declared[name] ?? further;
    if (reader) problems.push(...problemsAt(`${at}/${name}`, field, reader));
  }
  const stray = furtherFieldsOf(old);
  if (stray) {
    // In a map a key may bear any name, that of a field declared since too.
    const since = Object.entries(declared).filter(([name]) => !(name in before));
    for (const [name, field] of since) problems.push(...problemsAt(`${at}/${name}`, stray, field));
    if (further) problems.push(...problemsAt(`${at}/*`, stray, further));
  }
  if (now['additionalProperties'] === false) problems.push(`${at || 'the value'} accepts no further fields`);
  return problems;
}

function itemProblems(at: string, old: JsonSchema, now: JsonSchema): string[] {
  return 'items' in now ? problemsAt(`${at}[]`, itemsOf(old), itemsOf(now)) : [];
}
