import type { Condition } from '@baton/contracts';
import { conditionInWords } from './conditions.js';

const title = { field: 'person.title' } as const;
const people = { field: 'company.employees' } as const;

describe('a condition in words', () => {
  it.each<[Condition, string]>([
    [{ ...title, op: 'contains', value: 'head of' }, 'Job title contains “head of”'],
    [{ ...people, op: 'atLeast', value: 1000 }, 'People in the firm is at least 1,000'],
    [{ field: 'company.name', op: 'blank' }, 'Firm is not known'],
    [{ field: 'attributes.Opted in', op: 'is', value: true }, 'Opted in is yes'],
    [{ field: 'source.channel', op: 'notIn', value: ['a', 'b', 'c'] }, 'Channel is none of “a”, “b” or “c”'],
    [{ all: [] }, 'always'],
    [
      {
        all: [
          { ...people, op: 'atLeast', value: 5 },
          { ...people, op: 'below', value: 12 },
        ],
      },
      'People in the firm is at least 5 and is below 12',
    ],
    [
      {
        any: [
          { ...title, op: 'contains', value: 'vp ' },
          { ...title, op: 'contains', value: 'owner' },
        ],
      },
      'Job title contains “vp” or “owner”',
    ],
    [
      {
        any: [
          { ...people, op: 'blank' },
          { ...people, op: 'below', value: 5 },
        ],
      },
      'People in the firm is not known or is below 5',
    ],
    [
      {
        all: [
          {
            any: [
              { ...title, op: 'is', value: 'cfo' },
              { ...people, op: 'atMost', value: 9 },
            ],
          },
          { field: 'company.country', op: 'in', value: ['NO'] },
        ],
      },
      '(Job title is “cfo” or People in the firm is at most 9) and Country of the firm is one of “NO”',
    ],
  ])('%j: %s', (condition, words) => {
    expect(conditionInWords(condition)).toBe(words);
  });
});
