import { type Condition, condition, type Facts, holds } from './condition.js';

const facts: Facts = {
  'person.title': 'Head of Operations',
  'company.employees': 240,
  'attributes.Visits': '7',
  'attributes.Opted in': true,
  'attributes.Note': '  ',
  'attributes.Nothing': null,
};
const at = (field: string) => ({ field });

describe('a condition', () => {
  it.each<[Condition, boolean]>([
    [{ ...at('person.title'), op: 'is', value: 'head of operations' }, true],
    [{ ...at('person.title'), op: 'is', value: 'Head' }, false],
    [{ ...at('person.title'), op: 'isNot', value: 'Head' }, true],
    [{ ...at('person.title'), op: 'contains', value: 'OPERATIONS' }, true],
    [{ ...at('person.title'), op: 'in', value: ['CEO', 'Head of operations'] }, true],
    [{ ...at('person.title'), op: 'atLeast', value: 1 }, false],
    [{ ...at('company.employees'), op: 'atLeast', value: 240 }, true],
    [{ ...at('company.employees'), op: 'atMost', value: 239 }, false],
    [{ ...at('company.employees'), op: 'below', value: 241 }, true],
    [{ ...at('company.employees'), op: 'below', value: 240 }, false],
    [{ ...at('person.title'), op: 'below', value: 240 }, false],
    [{ ...at('attributes.Note'), op: 'below', value: 240 }, false],
    [{ ...at('person.title'), op: 'notIn', value: ['CEO', 'head of operations'] }, false],
    [{ ...at('person.title'), op: 'notIn', value: ['CEO'] }, true],
    [{ ...at('attributes.Note'), op: 'notIn', value: ['CEO'] }, true],
    [{ ...at('company.employees'), op: 'is', value: '240' }, true],
    [{ ...at('attributes.Visits'), op: 'atLeast', value: 7 }, true],
    [{ ...at('attributes.Opted in'), op: 'is', value: true }, true],
    [{ ...at('attributes.Opted in'), op: 'is', value: 'true' }, true],
    [{ ...at('attributes.Note'), op: 'blank' }, true],
    [{ ...at('attributes.Nothing'), op: 'blank' }, true],
    [{ ...at('attributes.Unheard of'), op: 'blank' }, true],
    [{ ...at('attributes.Unheard of'), op: 'is', value: '' }, false],
    [{ ...at('attributes.Unheard of'), op: 'isNot', value: 'x' }, true],
    [{ ...at('attributes.Unheard of'), op: 'atMost', value: 3 }, false],
    [{ ...at('person.title'), op: 'present' }, true],
    [{ all: [] }, true],
    [{ all: [{ ...at('person.title'), op: 'present' }, { ...at('attributes.Note'), op: 'present' }] }, false],
    [{ any: [{ ...at('person.title'), op: 'present' }, { ...at('attributes.Note'), op: 'present' }] }, true],
  ])('%j is %s', (given, expected) => {
    expect(condition.parse(given)).toEqual(given);
    expect(holds(given, facts)).toBe(expected);
  });

  it.each([
    { field: 'x', op: 'resembles', value: 'y' },
    { field: 'x', op: 'atLeast', value: 'many' },
    { field: 'x', op: 'in', value: [] },
    { field: '', op: 'present' },
    { any: [] },
    { field: 'x', op: 'present', valeu: 1 },
  ])('%j is refused', (given) => {
    expect(condition.safeParse(given).success).toBe(false);
  });
});
