import type { JsonSchema } from '../json-schemas.js';

/** The parts of a JSON Schema that the rules of compatibility look at. */

/** Keywords that explain and do not decide what is valid. */
const WORDS: ReadonlySet<string> = new Set(['$schema', '$id', 'title', 'description', 'examples']);

/** A schema that allows everything. */
const ANYTHING: JsonSchema = {};

/** What decides: equal for two schemas that differ in words alone. */
export function shapeOf(schema: JsonSchema): JsonSchema {
  const { properties, ...rest } = schema;
  const kept = Object.entries(rest).filter(([keyword]) => !WORDS.has(keyword));
  const shapes = kept.map(([keyword, value]) => [keyword, shapeIn(value)]);
  if (!properties) return Object.fromEntries(shapes) as JsonSchema;
  const fields = Object.entries(properties).map(([name, field]) => [name, shapeOf(field as JsonSchema)]);
  return { ...Object.fromEntries(shapes), properties: Object.fromEntries(fields) } as JsonSchema;
}

function shapeIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeIn);
  return typeof value === 'object' && value !== null ? shapeOf(value as JsonSchema) : value;
}

/** The alternatives, one of which a value meets; the schema itself where it leaves no choice. */
export function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  const variants = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (variants) return variants.flatMap(variantsOf);
  const types = schema['type'];
  return Array.isArray(types) ? types.map((type) => ({ ...schema, type: String(type) })) : [schema];
}

/** The type of a schema without alternatives; undefined allows any. */
export function typeOf(schema: JsonSchema): string | undefined {
  return schema['type'] as string | undefined;
}

/** The values that alone are valid; undefined where they are not counted. */
export function valuesOf(schema: JsonSchema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined);
}

export function fieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] as Record<string, JsonSchema> | undefined) ?? {};
}

export function requiredOf(schema: JsonSchema): ReadonlySet<string> {
  return new Set(schema['required'] as readonly string[] | undefined);
}

export function itemsOf(schema: JsonSchema): JsonSchema {
  return (schema['items'] as JsonSchema | undefined) ?? ANYTHING;
}

/**
 * What fields without a name of their own hold; null where there are none. A schema that says nothing is open, yet
 * its owner, who alone writes, writes only what it declares.
 */
export function furtherFieldsOf(schema: JsonSchema): JsonSchema | null {
  const further = schema['additionalProperties'];
  if (further === undefined || further === false) return null;
  return further === true ? ANYTHING : (further as JsonSchema);
}
