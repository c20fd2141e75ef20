import { contractOf, type LeadState } from '@baton/contracts';
import fc from 'fast-check';
import { decide } from './decide.js';
import { featuresOf } from './features.js';
import { describeChanges, type PointsTable, pointsTableContent } from './points-table.js';
import { scoreLead } from './score-lead.js';

const example = contractOf('lead.created')!.example as LeadState;
const table: PointsTable = {
  version: 3,
  line: 30,
  rules: [
    { id: 'demo', says: 'asked for a demo', dimension: 'engagement', points: 20, when: { field: 'passport.prompted.kind', op: 'is', value: 'demo-request' } },
    { id: 'head', says: 'leads a team', dimension: 'fit', points: 15, when: { field: 'person.title', op: 'contains', value: 'head of' } },
    { id: 'student', says: 'is a student', dimension: 'fit', points: -25, when: { field: 'person.title', op: 'contains', value: 'student' } },
    { id: 'big', says: 'works at a large firm', dimension: 'fit', points: 40, when: { field: 'company.employees', op: 'atLeast', value: 1000 } },
  ],
  exclusions: [{ id: 'rivals', says: 'a competitor', when: { field: 'company.domain', op: 'is', value: 'rival.example' } }],
};
const judge = (lead: LeadState) => {
  const features = featuresOf(lead);
  const score = scoreLead(features, table);
  return { score, decision: decide({ features, passport: lead.passport, score }, table) };
};

describe('judging a lead', () => {
  it('sends one at or above the line, and says why', () => {
    const { score, decision } = judge(example);
    expect(score).toMatchObject({ score: 35, fit: 15, engagement: 20, modelVersion: 3 });
    expect(score.factors.map(({ rule }) => rule)).toEqual(['demo', 'head']);
    expect(decision).toEqual({
      kind: 'qualified',
      reasons: ['asked for a demo', 'leads a team', '35 points, the line is 30'],
    });
  });

  it('holds one below the line, and says what would change it', () => {
    const { decision } = judge({ ...example, person: { ...example.person, title: 'Clerk' } });
    expect(decision).toEqual({
      kind: 'held',
      reasons: [
        {
          code: 'BELOW_LINE',
          says: '20 points, the line is 30',
          wouldChange: '10 more points, for instance if this held: leads a team',
        },
      ],
    });
  });

  it('holds one whose passport is incomplete, however many points it has', () => {
    const { decision } = judge({
      ...example,
      passport: { ...example.passport, content: [], whereFrom: null, missing: ['whereFrom', 'content'] },
    });
    expect(decision).toMatchObject({ kind: 'held', reasons: [{ code: 'PASSPORT_INCOMPLETE' }] });
    expect(decision.reasons[0]).toHaveProperty('says', 'Nobody can say where the person came from or what they looked at before');
  });

  it('says everything that speaks against a lead', () => {
    const { decision } = judge({
      ...example,
      person: { ...example.person, title: 'Student' },
      company: { domain: 'Rival.example' },
      passport: { ...example.passport, prompted: null, missing: ['prompted'] },
    });
    expect(decision.kind === 'held' && decision.reasons.map(({ code }) => code)).toEqual([
      'EXCLUDED',
      'PASSPORT_INCOMPLETE',
      'BELOW_LINE',
    ]);
  });

  it('counts tenths exactly', () => {
    const tenths: PointsTable = {
      ...table,
      rules: ['a', 'b', 'c'].map((id) => ({ id, says: `rule ${id}`, dimension: 'fit', points: 0.1, when: { all: [] } })),
    };
    expect(scoreLead({}, tenths).score).toBe(0.3);
  });

  it('never depends on the order of the rules, and adds up', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(table.rules, { minLength: 4 }), (rules) => {
        const features = featuresOf(example);
        const score = scoreLead(features, { ...table, rules });
        expect(score).toEqual(scoreLead(features, table));
        expect(score.score).toBe(score.factors.reduce((sum, { points }) => sum + points, 0));
      }),
    );
  });
});

describe('featuresOf', () => {
  it('keeps every attribute under its own name', () => {
    const features = featuresOf({ ...example, attributes: { 'Lead Origin': 'API', 'a.b': 3, none: null } });
    expect(features).toMatchObject({ 'attributes.Lead Origin': 'API', 'attributes.a.b': 3, 'attributes.none': null });
    expect(features['person.emailDomain']).toBe('fjordworks.example');
    expect(features['passport.content.count']).toBe(1);
  });
});

describe('a points table', () => {
  it('is refused with two rules of one id', () => {
    const rule = table.rules[0]!;
    const parsed = pointsTableContent.safeParse({ line: 1, rules: [rule, rule] });
    expect(parsed.error?.issues[0]?.path).toEqual(['rules', 1, 'id']);
  });

  it('tells its changes in words', () => {
    expect(
      describeChanges(table, {
        line: 35,
        rules: [{ ...table.rules[0]!, points: 25 }, table.rules[1]!, { ...table.rules[2]!, id: 'pupil', says: 'is a pupil' }],
        exclusions: [],
      }),
    ).toEqual([
      'the line: 30 → 35',
      'asked for a demo: +20 → +25',
      'is a pupil: new, −25',
      'is a student: no longer counts',
      'works at a large firm: no longer counts',
      'no longer left out: a competitor',
    ]);
    expect(describeChanges(table, table)).toEqual([]);
  });
});
