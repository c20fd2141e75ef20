import type { Condition } from '@baton/contracts';
import { operatorWords, type Test } from '../words/conditions.js';

/** One question of a condition as it is typed. Several values stand between commas. */
export interface EditedTest {
  readonly field: string;
  readonly op: Test['op'];
  readonly value: string;
}

/** A condition of one level, as it is typed. */
export interface EditedCondition {
  readonly joined: 'all' | 'any';
  readonly tests: readonly EditedTest[];
}

export const emptyTest: EditedTest = { field: '', op: 'is', value: '' };

const takesNothing = ['present', 'blank'] as const;
const takesList = ['in', 'notIn'] as const;
const takesNumber = ['atLeast', 'atMost', 'below'] as const;
const isOneOf = <Each extends string>(ops: readonly Each[], op: string): op is Each =>
  (ops as readonly string[]).includes(op);

export const operators = Object.keys(operatorWords) as Array<Test['op']>;
export const takesValue = (op: Test['op']): boolean => !isOneOf(takesNothing, op);

/** Null where the condition goes deeper than rows of questions can show. */
export function editedFrom(condition: Condition): EditedCondition | null {
  if ('field' in condition) return { joined: 'all', tests: [typed(condition)] };
  const [joined, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  const tests = parts.filter((part) => 'field' in part);
  return tests.length === parts.length ? { joined, tests: tests.map(typed) } : null;
}

function typed(test: Test): EditedTest {
  const value = 'value' in test ? test.value : '';
  return { field: test.field, op: test.op, value: typeof value === 'object' ? value.join(', ') : String(value) };
}

/** Null while something is missing. */
export function conditionFrom({ joined, tests }: EditedCondition): Condition | null {
  const parts = tests.map(testFrom);
  if (parts.length === 0 || parts.includes(null)) return null;
  if (parts.length === 1) return parts[0]!;
  return joined === 'all' ? { all: parts as Test[] } : { any: parts as Test[] };
}

function testFrom({ field: typedField, op, value }: EditedTest): Test | null {
  const field = typedField.trim();
  if (field === '') return null;
  if (isOneOf(takesNothing, op)) return { field, op };
  if (isOneOf(takesList, op)) {
    const values = value
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean);
    return values.length === 0 ? null : { field, op, value: values };
  }
  if (value.trim() === '') return null;
  if (!isOneOf(takesNumber, op)) return { field, op, value };
  return Number.isFinite(Number(value)) ? { field, op, value: Number(value) } : null;
}
