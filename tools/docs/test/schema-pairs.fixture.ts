import fc from 'fast-check';
import type { JsonSchema } from '../src/json-schemas.js';

/** A schema as it was released, and one that may have come of it. */
export interface SchemaPair {
  readonly released: JsonSchema;
  readonly reader: JsonSchema;
}

/** Keywords of one schema, most of them left out. */
const some = (keywords: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(keywords, { requiredKeys: [] }) as fc.Arbitrary<JsonSchema>;
const size = fc.integer({ min: 0, max: 3 });

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  some({ minLength: size, maxLength: fc.integer({ min: 3, max: 6 }) }).map((more) => ({
    type: 'string',
    ...more,
  })),
  some({ minimum: size, exclusiveMinimum: size, maximum: fc.integer({ min: 6, max: 9 }) }).map((more) => ({
    type: 'integer',
    ...more,
  })),
  some({ minimum: size, exclusiveMaximum: fc.integer({ min: 6, max: 9 }) }).map((more) => ({
    type: 'number',
    ...more,
  })),
  fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((values) => ({ type: 'string', enum: values })),
  fc.constantFrom('a', 'b').map((value) => ({ type: 'string', const: value })),
  fc.constantFrom<JsonSchema>(
    { type: 'string', format: 'uuid' },
    { type: 'string', pattern: '^[A-C]{2}$' },
    { type: 'boolean' },
    { type: 'null' },
    { type: ['string', 'null'] },
    {},
  ),
);

/** Pairs alike enough that many a reader can follow, and different enough that many cannot. */
export const schemaPairs: fc.Arbitrary<SchemaPair> = fc.letrec<{ pair: SchemaPair }>((tie) => {
  const twoLeaves = fc.record({ released: leaf, reader: leaf });
  const unchanged = leaf.map((one) => ({ released: one, reader: one }));
  const lists = fc
    .tuple(tie('pair'), some({ minItems: size }), some({ minItems: size }), fc.boolean(), fc.boolean())
    .map(([items, before, now, anyBefore, anyNow]) => ({
      released: { type: 'array', ...before, ...(anyBefore ? {} : { items: items.released }) },
      reader: { type: 'array', ...now, ...(anyNow ? {} : { items: items.reader }) },
    }));
  const objects = fc
    .record({
      fields: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('pair'), { maxKeys: 3 }),
      rest: fc.option(tie('pair')),
      released: fc.record({
        fields: fc.subarray(['a', 'b', 'c']),
        required: fc.subarray(['a', 'b', 'c']),
        rest: fc.boolean(),
      }),
      reader: fc.record({
        fields: fc.subarray(['a', 'b', 'c']),
        required: fc.subarray(['a', 'b', 'c']),
        rest: fc.boolean(),
      }),
    })
    .map(({ fields, rest, ...sides }) => {
      const side = (which: 'released' | 'reader') => {
        const { fields: declared, required, rest: open } = sides[which];
        const names = declared.filter((name) => name in fields);
        return {
          type: 'object',
          properties: Object.fromEntries(names.map((name) => [name, fields[name]![which]])),
          required: required.filter((name) => names.includes(name)),
          ...(rest && open ? { additionalProperties: rest[which] } : {}),
        };
      };
      return { released: side('released'), reader: side('reader') };
    });
  const choices = fc.tuple(tie('pair'), tie('pair'), fc.boolean()).map(([one, other, both]) => ({
    released: both ? { anyOf: [one.released, other.released] } : one.released,
    reader: { anyOf: [one.reader, other.reader] },
  }));
  return {
    pair: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'pair' },
      { arbitrary: unchanged, weight: 4 },
      { arbitrary: twoLeaves, weight: 2 },
      { arbitrary: objects, weight: 4 },
      { arbitrary: lists, weight: 1 },
      { arbitrary: choices, weight: 1 },
    ),
  };
}).pair;
