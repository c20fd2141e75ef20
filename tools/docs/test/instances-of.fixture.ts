import fc from 'fast-check';
import type { JsonSchema } from '../src/json-schemas.js';

const DAY_MS = 86_400_000;
const instant = fc.date({ min: new Date(0), max: new Date(4_102_444_800_000), noInvalidDate: true });

/** Values that are valid under a schema of the kind that our contracts give: what producers of it may have written. */
export function instancesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const variants = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined;
  if (variants) return fc.oneof(...variants.map(instancesOf));
  if (schema['enum']) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const types = schema['type'];
  if (Array.isArray(types))
    return fc.oneof(...types.map((type) => instancesOf({ ...schema, type: String(type) })));
  if ('const' in schema) return fc.constant(schema['const']);
  switch (schema['type']) {
    case 'object':
      return objects(schema);
    case 'array':
      return fc.array(instancesOf((schema['items'] as JsonSchema | undefined) ?? {}), {
        minLength: (schema['minItems'] as number | undefined) ?? 0,
        maxLength: ((schema['minItems'] as number | undefined) ?? 0) + 3,
      });
    case 'string':
      return strings(schema);
    case 'integer':
      return integers(schema);
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function objects(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] as Record<string, JsonSchema> | undefined) ?? {};
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, instancesOf(value)])),
    { requiredKeys: (schema['required'] as string[] | undefined) ?? [] },
  );
  const rest = schema['additionalProperties'];
  if (typeof rest !== 'object' || rest === null) return known;
  const name = fc.string({ minLength: 1, maxLength: 20 }).filter((key) => !(key in properties));
  const map = fc.dictionary(name, instancesOf(rest as JsonSchema), { maxKeys: 3 });
  return fc.tuple(map, known).map(([one, other]) => Object.assign({}, one, other));
}

function strings(schema: JsonSchema): fc.Arbitrary<string> {
  const [format, pattern] = [schema['format'], schema['pattern'] as string | undefined];
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return instant.map((at) => at.toISOString());
  if (format === 'date')
    return instant.map((at) =>
      new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS).toISOString().slice(0, 10),
    );
  if (format === 'email') return fc.constantFrom('ada@people.example', 'a.b+c@sub.people.example');
  if (format === 'uri') return fc.webUrl();
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  if (format !== undefined) throw new Error(`Nobody has said yet how a “${String(format)}” is made.`);
  return fc.string({
    minLength: (schema['minLength'] as number | undefined) ?? 0,
    maxLength: Math.min((schema['maxLength'] as number | undefined) ?? 40, 40),
  });
}

function integers(schema: JsonSchema): fc.Arbitrary<number> {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema as Bounds;
  return fc.integer({
    min: Math.max(minimum ?? -(2 ** 31), (exclusiveMinimum ?? -Infinity) + 1),
    max: Math.min(maximum ?? 2 ** 31 - 1, (exclusiveMaximum ?? Infinity) - 1, 2 ** 31 - 1),
  });
}

function numbers(schema: JsonSchema): fc.Arbitrary<number> {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema as Bounds;
  return fc.double({
    min: minimum ?? exclusiveMinimum ?? -Number.MAX_VALUE,
    minExcluded: minimum === undefined && exclusiveMinimum !== undefined,
    max: maximum ?? exclusiveMaximum ?? Number.MAX_VALUE,
    maxExcluded: maximum === undefined && exclusiveMaximum !== undefined,
    noNaN: true,
  });
}

interface Bounds {
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}
