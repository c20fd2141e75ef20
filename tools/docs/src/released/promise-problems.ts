import type { JsonSchema } from '../json-schemas.js';
import {
  fieldsOf,
  furtherFieldsOf,
  itemsOf,
  requiredOf,
  shapeOf,
  typeOf,
  variantsOf,
} from './schema-parts.js';

/**
 * What a reader that was made for `released` relied on and does not get any more: a field that is gone, that may be
 * missing, or that may hold another type. One more value of an enumeration and a wider bound are no problem: readers
 * are told to expect them.
 */
export function promiseProblems(released: JsonSchema, current: JsonSchema): string[] {
  return problemsAt('', shapeOf(released), shapeOf(current));
}

function problemsAt(at: string, released: JsonSchema, current: JsonSchema): string[] {
  const [before, now] = [variantsOf(released), variantsOf(current)];
  const [known, types] = [typesIn(before), typesIn(now)];
  const strange = known.has(ANY)
    ? []
    : [...types].filter((type) => !known.has(type) && !(type === 'integer' && known.has('number')));
  const widened = strange.map(
    (type) => `${at || 'the value'} may be ${type} now, and was ${[...known].join(' or ')}`,
  );

  const within = before.flatMap((old) => {
    const type = typeOf(old);
    const likes = now.filter((one) => typeOf(one) === type);
    if (type === 'object') return likes.length > 0 ? fieldProblems(at, old, likes) : [];
    return type === 'array' ? likes.flatMap((one) => problemsAt(`${at}[]`, itemsOf(old), itemsOf(one))) : [];
  });
  return [...widened, ...within];
}

function fieldProblems(at: string, old: JsonSchema, now: readonly JsonSchema[]): string[] {
  const promised = requiredOf(old);
  return Object.entries(fieldsOf(old)).flatMap(([name, field]) => {
    const path = `${at}/${name}`;
    const fields = now.map((one) => fieldsOf(one)[name] ?? furtherFieldsOf(one));
    if (fields.every((one) => one === null)) return [`${path} is gone`];
    const missing = promised.has(name) && !now.every((one) => requiredOf(one).has(name));
    return [
      ...(missing ? [`${path} was always there, and may be missing now`] : []),
      ...fields.flatMap((one) => (one ? problemsAt(path, field, one) : [])),
    ];
  });
}

const ANY = 'anything';

function typesIn(variants: readonly JsonSchema[]): ReadonlySet<string> {
  return new Set(variants.map((one) => typeOf(one) ?? ANY));
}
