import type { PointsTableContent } from '../domain/points-table.js';

const titleHas = (...words: string[]) => ({
  any: words.map((value) => ({ field: 'person.title', op: 'contains' as const, value })),
});

/** Rules before anybody has said anything: common sense, in points. The first interview replaces it. */
export const firstPointsTable: PointsTableContent = {
  line: 30,
  rules: [
    {
      id: 'hand-raise',
      says: 'asked to talk to us',
      dimension: 'engagement',
      points: 30,
      when: { field: 'passport.prompted.kind', op: 'in', value: ['demo-request', 'contact-request', 'pricing-request'] },
    },
    {
      id: 'read-before',
      says: 'looked at our content before',
      dimension: 'engagement',
      points: 10,
      when: { field: 'passport.content.count', op: 'atLeast', value: 1 },
    },
    {
      id: 'decides',
      says: 'decides or leads a team',
      dimension: 'fit',
      points: 15,
      when: titleHas('chief', 'head of', 'director', 'vp ', 'vice president', 'founder', 'owner', 'manager', 'lead'),
    },
    {
      id: 'mid-size',
      says: 'works at a firm of 50 people or more',
      dimension: 'fit',
      points: 10,
      when: { field: 'company.employees', op: 'atLeast', value: 50 },
    },
    {
      id: 'referred',
      says: 'was referred to us',
      dimension: 'fit',
      points: 15,
      when: { field: 'source.channel', op: 'contains', value: 'refer' },
    },
    {
      id: 'no-firm',
      says: 'names no firm',
      dimension: 'fit',
      points: -10,
      when: { field: 'company.name', op: 'blank' },
    },
  ],
  activities: [],
  exclusions: [
    { id: 'student', says: 'is a student or looks for a job', when: titleHas('student', 'intern', 'job seeker', 'unemployed') },
  ],
  skipTheLine: [],
};
