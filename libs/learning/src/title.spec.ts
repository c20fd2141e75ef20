import { readTitle } from './title.js';

describe('a job title', () => {
  it.each([
    ['Head of Operations', { seniority: 'director', function: 'operations' }],
    ['VP Marketing', { seniority: 'vice president', function: 'marketing' }],
    ['Vice-President, Sales', { seniority: 'vice president', function: 'sales' }],
    ['CEO & Founder', { seniority: 'executive', function: 'management' }],
    ['Geschäftsführer', { seniority: 'executive', function: 'management' }],
    ['CTO', { seniority: 'executive', function: 'technology' }],
    ['Senior Software Engineer', { seniority: 'senior', function: 'technology' }],
    ['Directeur financier / Finance', { seniority: 'director', function: 'finance' }],
    ['Marketing Intern', { seniority: 'student', function: 'marketing' }],
    ['HR Manager', { seniority: 'manager', function: 'people' }],
    ['Bread winner', {}],
    ['', {}],
    [undefined, {}],
  ])('%s says %j', (title, says) => {
    expect(readTitle(title)).toEqual(says);
  });
});
