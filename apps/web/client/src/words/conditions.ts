import type { Condition } from '@baton/contracts';
import { fieldWords } from './lead-fields.js';
import { count } from './numbers.js';

export type Test = Extract<Condition, { readonly field: string }>;
type Value = string | number | boolean;

/** What may be asked of a field, as it stands between the field and the value. */
export const operatorWords: Readonly<Record<Test['op'], string>> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  in: 'is one of',
  notIn: 'is none of',
  atLeast: 'is at least',
  atMost: 'is at most',
  below: 'is below',
  present: 'is known',
  blank: 'is not known',
};

/** E.g. `Job title contains “head of” or “director”`. A field that is asked several things is named once. */
export function conditionInWords(condition: Condition): string {
  if ('field' in condition) return `${fieldWords(condition.field)} ${predicate(condition)}`;
  const [parts, joint] = 'all' in condition ? [condition.all, 'and'] : [condition.any, 'or'];
  if (parts.length === 0) return 'always';
  const tests = parts.filter(isTest);
  const [first] = tests;
  if (first && tests.length === parts.length && tests.every(({ field }) => field === first.field)) {
    const predicates = 'any' in condition ? alternatives(tests) : tests.map(predicate);
    return `${fieldWords(first.field)} ${predicates.join(` ${joint} `)}`;
  }
  return parts
    .map((part) => (isJoined(part) && parts.length > 1 ? `(${conditionInWords(part)})` : conditionInWords(part)))
    .join(` ${joint} `);
}

const isTest = (condition: Condition): condition is Test => 'field' in condition;

const isJoined = (condition: Condition): boolean =>
  !isTest(condition) && ('all' in condition ? condition.all : condition.any).length > 1;

const predicate = (test: Test): string =>
  'value' in test ? `${operatorWords[test.op]} ${listed(valuesOf(test.value))}` : operatorWords[test.op];

function alternatives(tests: readonly Test[]): string[] {
  return [...Map.groupBy(tests, ({ op }) => op)].map(([op, some]) =>
    [operatorWords[op], listed(some.flatMap((test) => ('value' in test ? valuesOf(test.value) : [])))]
      .filter(Boolean)
      .join(' '),
  );
}

const valuesOf = (value: Value | readonly Value[]): readonly Value[] => (typeof value === 'object' ? value : [value]);

function listed(values: readonly Value[]): string {
  const words = values.map(oneInWords);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function oneInWords(value: Value): string {
  if (typeof value === 'number') return count(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return `“${value.trim()}”`;
}
