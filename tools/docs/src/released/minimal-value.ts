import type { JsonSchema } from '../json-schemas.js';
import { fieldsOf, itemsOf, requiredOf, typeOf, variantsOf } from './schema-parts.js';

/** The example without anything that the schema does not demand: the least that a producer may send. */
export function minimalValue(schema: JsonSchema, example: unknown): unknown {
  if (variantsOf(schema).some((one) => typeOf(one) === 'null')) return null;
  if (Array.isArray(example)) {
    const least = (schema['minItems'] as number | undefined) ?? 0;
    return example.slice(0, least).map((item) => minimalValue(itemsOf(schema), item));
  }
  if (typeof example !== 'object' || example === null) return example;
  const fields = fieldsOf(schema);
  const demanded = Object.entries(example).filter(([name]) => requiredOf(schema).has(name));
  return Object.fromEntries(demanded.map(([name, value]) => [name, minimalValue(fields[name] ?? {}, value)]));
}
