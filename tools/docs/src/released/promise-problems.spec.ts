import { z } from 'zod';
import type { JsonSchema } from '../json-schemas.js';
import { promiseProblems } from './promise-problems.js';

const schemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as JsonSchema;
const problems = (released: z.ZodType, current: z.ZodType) =>
  promiseProblems(schemaOf(released), schemaOf(current));
const released = z.object({
  id: z.uuid(),
  kind: z.enum(['a', 'b']),
  note: z.string().max(9).optional(),
  points: z.number(),
  list: z.array(z.object({ says: z.string() })),
  answer: z.object({ says: z.string() }).nullable(),
});

describe('a reader made for a released schema gets what it relied on', () => {
  it.each([
    ['nothing changes', released],
    ['an optional field is added', released.extend({ more: z.string().optional() })],
    ['a field that is always there is added', released.extend({ more: z.string() })],
    ['a value is added', released.extend({ kind: z.enum(['a', 'b', 'c']) })],
    ['a bound is wider', released.extend({ note: z.string().max(99).optional() })],
    ['an optional field is always there', released.required({ note: true })],
    ['null comes no more', released.extend({ answer: z.object({ says: z.string() }) })],
    ['numbers are whole', released.extend({ points: z.number().int() })],
    [
      'a field is added deeper down',
      released.extend({ list: z.array(z.object({ says: z.string(), at: z.string().optional() })) }),
    ],
  ])('when %s', (_what, current) => expect(problems(released, current)).toEqual([]));
});

describe('a reader made for a released schema is let down', () => {
  it.each([
    ['a field is gone', released.omit({ id: true }), '/id is gone'],
    ['an optional field is gone', released.omit({ note: true }), '/note is gone'],
    ['a field may be missing', released.partial({ kind: true }), '/kind was always there'],
    ['a field may be null', released.extend({ id: z.uuid().nullable() }), '/id may be null now'],
    ['a field has another type', released.extend({ points: z.string() }), '/points may be string now'],
    [
      'a field may be of one more type',
      released.extend({ note: z.union([z.string(), z.array(z.string())]).optional() }),
      '/note may be array now',
    ],
    ['a field of a list is gone', released.extend({ list: z.array(z.object({})) }), '/list[]/says is gone'],
    [
      'a field of what may be null is gone',
      released.extend({ answer: z.object({ at: z.string() }).nullable() }),
      '/answer/says is gone',
    ],
    [
      'one variant lacks what was always there',
      released.extend({
        answer: z.union([z.object({ says: z.string() }), z.object({ at: z.string() }), z.null()]),
      }),
      '/answer/says was always there',
    ],
  ])('when %s', (_what, current, says) => expect(problems(released, current).join('\n')).toContain(says));
});
