import { z } from 'zod';

/** What is known, flat: `person.title`, `company.employees`, `attributes.Lead Origin`. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const field = z.string().min(1).describe('A fact, e.g. `person.title` or `attributes.Lead Origin`.');

const test = z.discriminatedUnion('op', [
  z.strictObject({ field, op: z.enum(['is', 'isNot', 'contains']), value: scalar }),
  z.strictObject({ field, op: z.enum(['in', 'notIn']), value: z.array(scalar).min(1) }),
  z.strictObject({ field, op: z.enum(['atLeast', 'atMost', 'below']), value: z.number() }),
  z.strictObject({ field, op: z.enum(['present', 'blank']) }),
]);
type Test = z.output<typeof test>;

export type Condition = Test | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

/**
 * A condition that people write and read: in the points table and in routing rules alike. Text compares
 * without regard to case; a number given as text counts as a number.
 */
export const condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    test,
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition).min(1) }),
  ]),
);

/** Whether the condition holds for what is known. An unknown fact is blank, and equal to nothing. */
export function holds(given: Condition, facts: Facts): boolean {
  if ('all' in given) return given.all.every((part) => holds(part, facts));
  if ('any' in given) return given.any.some((part) => holds(part, facts));
  const fact = facts[given.field];
  const blank = fact === undefined || fact === null || (typeof fact === 'string' && fact.trim() === '');
  switch (given.op) {
    case 'blank':
      return blank;
    case 'present':
      return !blank;
    case 'is':
      return !blank && sameAs(fact, given.value);
    case 'isNot':
      return blank || !sameAs(fact, given.value);
    case 'in':
      return !blank && given.value.some((value) => sameAs(fact, value));
    case 'notIn':
      return blank || !given.value.some((value) => sameAs(fact, value));
    case 'contains':
      return !blank && folded(fact).includes(folded(given.value));
    case 'atLeast':
      return !blank && numberOf(fact) >= given.value;
    case 'atMost':
      return !blank && numberOf(fact) <= given.value;
    case 'below':
      return !blank && numberOf(fact) < given.value;
  }
}

type Scalar = z.output<typeof scalar>;

const folded = (value: Scalar): string => String(value).trim().toLowerCase();

function sameAs(fact: Scalar, value: Scalar): boolean {
  if (typeof fact === 'number' || typeof value === 'number') return numberOf(fact) === numberOf(value);
  return folded(fact) === folded(value);
}

/** NaN, which every comparison refuses, for what is no number. */
function numberOf(value: Scalar): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
