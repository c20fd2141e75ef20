import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { z } from 'zod';
import type { JsonSchema } from '../json-schemas.js';
import { instancesOf } from '../../test/instances-of.fixture.js';
import { readerProblems } from './reader-problems.js';
import { schemaPairs } from '../../test/schema-pairs.fixture.js';

const schemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as JsonSchema;
const problems = (released: z.ZodType, reader: z.ZodType) =>
  readerProblems(schemaOf(released), schemaOf(reader));
const released = z.object({
  id: z.uuid(),
  kind: z.enum(['a', 'b']),
  note: z.string().optional(),
  count: z.number().int().min(1).max(9),
});

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

describe('a reader still reads what was written under a released schema', () => {
  it.each([
    ['the same', released],
    ['a new optional field', released.extend({ more: z.string().optional() })],
    ['a field less', released.omit({ note: true })],
    ['a required field that became optional', released.partial({ kind: true })],
    ['one more value', released.extend({ kind: z.enum(['a', 'b', 'c']) })],
    ['wider bounds', released.extend({ count: z.number().int().min(0).max(10) })],
    ['no bounds', released.extend({ count: z.number() })],
    ['null besides', released.extend({ note: z.string().nullable().optional() })],
    ['any text instead of an id', released.extend({ id: z.string() })],
    [
      'a longer choice',
      released.extend({ note: z.union([z.string(), z.array(z.string()), z.null()]).optional() }),
    ],
  ])('with %s', (_what, reader) => expect(problems(released, reader)).toEqual([]));
});

describe('a reader would refuse what was written under a released schema', () => {
  it.each([
    ['a new required field', released.extend({ more: z.string() }), '/more may be missing'],
    ['an optional field that became required', released.required({ note: true }), '/note may be missing'],
    ['a value less', released.extend({ kind: z.enum(['a']) }), '/kind may have been b'],
    [
      'a list of values where there was none',
      released.extend({ note: z.enum(['x']).optional() }),
      '/note may have been anything',
    ],
    ['another type', released.extend({ count: z.string() }), '/count may have been integer'],
    [
      'whole numbers alone',
      z.object({ n: z.number().int() }),
      '/n may have been number',
      z.object({ n: z.number() }),
    ],
    [
      'a tighter lower bound',
      released.extend({ count: z.number().int().min(2).max(9) }),
      'minimum rose to 2',
    ],
    [
      'a tighter upper bound',
      released.extend({ count: z.number().int().min(1).max(8) }),
      'maximum fell to 8',
    ],
    [
      'a bound where there was none',
      released.extend({ note: z.string().max(5).optional() }),
      'maxLength fell to 5',
    ],
    ['a format', released.extend({ note: z.uuid().optional() }), '/note: format is new'],
    ['no further fields', z.strictObject(released.shape), 'accepts no further fields'],
    [
      'a keyword that nobody taught the rules',
      z.object({ n: z.number().multipleOf(5) }),
      '/n: multipleOf is new',
      z.object({ n: z.number() }),
    ],
    [
      'a list whose items were anything',
      z.object({ l: z.array(z.string()) }),
      '/l[] may have been anything',
      z.object({ l: z.array(z.unknown()) }),
    ],
    [
      'a map in place of fields',
      z.record(z.string(), z.string()),
      '/n may have been number',
      z.object({ n: z.number() }),
    ],
    [
      'a field where a map held anything',
      z.looseObject({ n: z.number().optional() }),
      '/n may have been anything',
      z.record(z.string(), z.unknown()),
    ],
    [
      'a field of a known name and another meaning',
      released.extend({ note: z.number().optional() }),
      '/note may have been string',
    ],
    [
      'no null any more',
      z.object({ n: z.string() }),
      'may have been null',
      z.object({ n: z.string().nullable() }),
    ],
    [
      'trouble deeper down',
      z.object({ list: z.array(z.object({ a: z.string(), b: z.string() })) }),
      '/list[]/b may be missing',
      z.object({ list: z.array(z.object({ a: z.string() })) }),
    ],
    [
      'trouble in a map',
      z.object({ map: z.record(z.string(), z.number()) }),
      '/map/* may have been string',
      z.object({ map: z.record(z.string(), z.string()) }),
    ],
  ] as const)('with %s', (_what, reader: z.ZodType, says: string, old: z.ZodType = released) =>
    expect(problems(old, reader).join('\n')).toContain(says),
  );
});

describe('the rules for readers', () => {
  it('never pass a reader that would refuse a value which the released schema allows', () => {
    let followed = 0;
    let refused = 0;
    fc.assert(
      fc.property(schemaPairs, fc.infiniteStream(fc.nat()), ({ released, reader }, seeds) => {
        if (readerProblems(released, reader).length > 0) {
          refused++;
          return;
        }
        followed++;
        const reads = ajv.compile(reader);
        for (const value of fc.sample(instancesOf(released), { seed: seeds.next().value, numRuns: 5 })) {
          if (!reads(value)) throw new Error(`${JSON.stringify(value)}: ${ajv.errorsText(reads.errors)}`);
        }
      }),
      { seed: 20260302, numRuns: 2_000 },
    );
    // Without enough of both the property would say little.
    expect(Math.min(followed, refused)).toBeGreaterThan(300);
  }, 60_000);
});
