import type { Condition } from '@baton/contracts';
import { conditionFrom, editedFrom, emptyTest } from './edited-condition.js';

const title = { field: 'person.title' } as const;

describe('a condition that is typed', () => {
  it.each<Condition>([
    { ...title, op: 'contains', value: 'vp ' },
    { ...title, op: 'blank' },
    { ...title, op: 'notIn', value: ['ceo', 'cfo'] },
    {
      all: [
        { field: 'a', op: 'atLeast', value: 5 },
        { field: 'a', op: 'below', value: 12.5 },
      ],
    },
    {
      any: [
        { ...title, op: 'present' },
        { field: 'b', op: 'is', value: 'x' },
      ],
    },
  ])('%j is the same afterwards', (condition) => {
    expect(conditionFrom(editedFrom(condition)!)).toEqual(condition);
  });

  it('is not one while something is missing', () => {
    const typed = (test: object) => conditionFrom({ joined: 'all', tests: [{ ...emptyTest, ...test }] });
    expect(typed({})).toBeNull();
    expect(typed({ field: 'a' })).toBeNull();
    expect(typed({ field: 'a', op: 'in', value: ' , ' })).toBeNull();
    expect(typed({ field: 'a', op: 'atLeast', value: 'many' })).toBeNull();
    expect(typed({ field: 'a', op: 'present' })).toEqual({ field: 'a', op: 'present' });
    expect(conditionFrom({ joined: 'all', tests: [] })).toBeNull();
  });

  it('is left alone where it is nested', () => {
    expect(editedFrom({ all: [{ any: [{ ...title, op: 'present' }] }] })).toBeNull();
  });
});
