import { z } from 'zod';
import type { JsonSchema } from '../json-schemas.js';
import { readerProblems } from './reader-problems.js';

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as JsonSchema;
const problems = (released: z.ZodType, reader: z.ZodType) => readerProblems(schemaOf(released), schemaOf(reader));
const released = z.object({ id: z.uuid(), kind: z.enum(['a', 'b']), note: z.string().optional(), count: z.number().int().min(1).max(9) });

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
  ])('with %s', (_what, reader) => expect(problems(released, reader)).toEqual([]));
});

describe('a reader would refuse what was written under a released schema', () => {
  it.each([
    ['a new required field', released.extend({ more: z.string() }), '/more may be missing'],
    ['an optional field that became required', released.required({ note: true }), '/note may be missing'],
    ['a value less', released.extend({ kind: z.enum(['a']) }), '/kind may have been b'],
    ['a list of values where there was none', released.extend({ note: z.enum(['x']).optional() }), '/note may have been anything'],
    ['another type', released.extend({ count: z.string() }), '/count may have been integer'],
    ['whole numbers alone', z.object({ n: z.number().int() }), '/n may have been number', z.object({ n: z.number() })],
    ['a tighter lower bound', released.extend({ count: z.number().int().min(2).max(9) }), 'minimum rose to 2'],
    ['a tighter upper bound', released.extend({ count: z.number().int().min(1).max(8) }), 'maximum fell to 8'],
    ['a bound where there was none', released.extend({ note: z.string().max(5).optional() }), 'maxLength fell to 5'],
    ['a format', released.extend({ note: z.uuid().optional() }), '/note: format is another'],
    ['no further fields', z.strictObject(released.shape), 'accepts no further fields'],
    ['no null any more', z.object({ n: z.string() }), 'may have been null', z.object({ n: z.string().nullable() })],
    ['trouble deeper down', z.object({ list: z.array(z.object({ a: z.string(), b: z.string() })) }), '/list[]/b may be missing', z.object({ list: z.array(z.object({ a: z.string() })) })],
    ['trouble in a map', z.object({ map: z.record(z.string(), z.number()) }), '/map/* may have been string', z.object({ map: z.record(z.string(), z.string()) })],
  ] as const)('with %s', (_what, reader: z.ZodType, says: string, old: z.ZodType = released) =>
    expect(problems(old, reader).join('\n')).toContain(says),
  );
});
