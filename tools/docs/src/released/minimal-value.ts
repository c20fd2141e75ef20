import type { JsonSchema } from '../json-schemas.js';

/** The example without anything that the schema does not demand: the least that a producer may send. */
export function minimalValue(schema: JsonSchema, example: unknown): unknown {
  if (Array.isArray(example)) {
    const items = schema['items'] as JsonSchema | undefined;
    const least = (schema['minItems'] as number | undefined) ?? 0;
    return example.slice(0, least).map((item) => (items ? minimalValue(items, item) : item));
  }
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined;
  if (typeof example !== 'object' || example === null || !properties) return example;
  const required = (schema['required'] as string[] | undefined) ?? [];
  return Object.fromEntries(
    Object.entries(example)
      .filter(([name]) => required.includes(name))
      .map(([name, value]) => [name, minimalValue(properties[name] ?? {}, value)]),
  );
}
