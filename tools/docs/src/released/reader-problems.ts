import type { JsonSchema } from '../json-schemas.js';

type Types = readonly string[];

/** Keywords whose value may grow (lower bounds) or shrink (upper bounds) only against the reader's promise. */
const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;
/** Keywords that narrow what is valid and that we cannot compare: they must stay as they are, or go. */
const OPAQUE = ['format', 'pattern', 'propertyNames', 'const'] as const;

/**
 * Why a reader of `reader` could refuse a value that is valid under `released`. Empty means that every such value can
 * be read: Confluent's BACKWARD, and with each released version in turn BACKWARD_TRANSITIVE. It errs on the safe side:
 * what it does not understand counts as a problem.
 */
export function readerProblems(released: JsonSchema, reader: JsonSchema, at = ''): string[] {
  const here = at || 'the value';
  const variants = variantsOf(reader);
  if (variants) {
    return (variantsOf(released) ?? [released]).flatMap((old) =>
      variants.some((one) => readerProblems(old, one, at).length === 0)
        ? []
        : [`${here} may have been ${describe(old)}, which no variant reads any more`],
    );
  }
  const olds = variantsOf(released);
  if (olds) return olds.flatMap((old) => readerProblems(old, reader, at));
  return [
    ...typeProblems(released, reader, here),
    ...valueProblems(released, reader, here),
    ...objectProblems(released, reader, at),
    ...itemProblems(released, reader, at),
  ];
}

function typeProblems(released: JsonSchema, reader: JsonSchema, here: string): string[] {
  const now = typesOf(reader);
  if (now.length === 0) return [];
  const before = typesOf(released);
  if (before.length === 0) return [`${here} may have been of any type and must be ${now.join(' or ')} now`];
  const lost = before.filter((type) => !now.includes(type) && !(type === 'integer' && now.includes('number')));
  return lost.map((type) => `${here} may have been ${type} and must be ${now.join(' or ')} now`);
}

function valueProblems(released: JsonSchema, reader: JsonSchema, here: string): string[] {
  const problems: string[] = [];
  const allowed = reader['enum'] as unknown[] | undefined;
  if (allowed) {
    const before = released['enum'] as unknown[] | undefined;
    if (!before) problems.push(`${here} may have been anything and must be one of ${allowed.join(', ')} now`);
    const lost = (before ?? []).filter((value) => !allowed.includes(value));
    if (lost.length > 0) problems.push(`${here} may have been ${lost.join(', ')}, which is not read any more`);
  }
  for (const bound of LOWER_BOUNDS) {
    const [before, now] = [released[bound] as number | undefined, reader[bound] as number | undefined];
    if (now !== undefined && (before ?? -Infinity) < now) problems.push(`${here}: ${bound} rose to ${now}`);
  }
  for (const bound of UPPER_BOUNDS) {
    const [before, now] = [released[bound] as number | undefined, reader[bound] as number | undefined];
    if (now !== undefined && (before ?? Infinity) > now) problems.push(`${here}: ${bound} fell to ${now}`);
  }
  for (const keyword of OPAQUE) {
    const now = reader[keyword];
    if (now !== undefined && JSON.stringify(released[keyword]) !== JSON.stringify(now)) {
      problems.push(`${here}: ${keyword} is another`);
    }
  }
  return problems;
}

function objectProblems(released: JsonSchema, reader: JsonSchema, at: string): string[] {
  const problems: string[] = [];
  const promised = new Set((released['required'] as string[] | undefined) ?? []);
  for (const name of (reader['required'] as string[] | undefined) ?? []) {
    if (!promised.has(name)) problems.push(`${at}/${name} may be missing, and the reader demands it now`);
  }
  const before = propertiesOf(released);
  for (const [name, now] of Object.entries(propertiesOf(reader))) {
    const old = before[name] ?? schemaIn(released['additionalProperties']);
    // Nobody ever wrote it, or it was any stranger's field that an open schema lets pass and no reader knew.
    if (old) problems.push(...readerProblems(old, now, `${at}/${name}`));
  }
  const rest = reader['additionalProperties'];
  if (rest === false) problems.push(`${at || 'the value'} accepts no further fields any more`);
  const values = schemaIn(rest);
  const oldValues = schemaIn(released['additionalProperties']);
  if (values && oldValues) problems.push(...readerProblems(oldValues, values, `${at}/*`));
  return problems;
}

function itemProblems(released: JsonSchema, reader: JsonSchema, at: string): string[] {
  const [before, now] = [schemaIn(released['items']), schemaIn(reader['items'])];
  return before && now ? readerProblems(before, now, `${at}[]`) : [];
}

function variantsOf(schema: JsonSchema): readonly JsonSchema[] | undefined {
  return (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined;
}

function typesOf(schema: JsonSchema): Types {
  const type = schema['type'] as string | string[] | undefined;
  return type === undefined ? [] : [type].flat();
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] as Record<string, JsonSchema> | undefined) ?? {};
}

function schemaIn(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? (value as JsonSchema) : undefined;
}

function describe(schema: JsonSchema): string {
  return typesOf(schema).join(' or ') || 'of any type';
}
