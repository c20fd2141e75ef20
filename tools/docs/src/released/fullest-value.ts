import type { JsonSchema } from '../json-schemas.js';
import { fieldsOf, itemsOf, typeOf, valuesOf, variantsOf } from './schema-parts.js';

/** The example with everything besides that the schema allows by name: the most that a producer may send. */
export function fullestValue(schema: JsonSchema, example: unknown, name = 'value'): unknown {
  if (Array.isArray(example)) {
    const items = example.length > 0 ? example : [undefined];
    return items.map((item) => fullestValue(itemsOf(schema), item, name));
  }
  const variants = variantsOf(schema);
  const variant = variants.find((one) => typeOf(one) !== 'null') ?? variants[0]!;
  if (typeOf(variant) === 'object') {
    const given = (example ?? {}) as Record<string, unknown>;
    const known = Object.entries(fieldsOf(variant)).map(([field, inner]) => [
      field,
      fullestValue(inner, given[field], field),
    ]);
    return { ...given, ...Object.fromEntries(known) };
  }
  return example ?? invented(variant, name);
}

function invented(schema: JsonSchema, name: string): unknown {
  const values = valuesOf(schema);
  if (values) return values[0];
  switch (typeOf(schema)) {
    case 'string':
      return text(schema, name);
    case 'integer':
    case 'number':
      return Math.max((schema['minimum'] as number | undefined) ?? 1, 1);
    case 'boolean':
      return true;
    case 'array':
      return fullestValue(schema, [], name);
    default:
      return null;
  }
}

function text(schema: JsonSchema, name: string): string {
  if (schema['format'] === 'uuid') return '0198c0de-0000-7000-8000-0000000000ff';
  if (schema['format'] === 'date-time') return '2026-03-02T09:30:00.000Z';
  if (schema['pattern'] ?? schema['format'])
    throw new Error(`Give ${name} a value in the contract's example: it cannot be invented.`);
  return `Some ${name}`;
}
