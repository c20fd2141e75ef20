import { contractOf, type LeadState } from '@baton/contracts';
import fc from 'fast-check';
import { featuresOf } from './features.js';
import { judge as judgeBy } from './judge.js';
import { SENDS_ALL } from './line-policy.js';
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
  activities: [],
  skipTheLine: [],
  exclusions: [{ id: 'rivals', says: 'a competitor', when: { field: 'company.domain', op: 'is', value: 'rival.example' } }],
};
const at = '2026-03-02T10:00:00.000Z';
const alone = { touches: [], firm: null, at };
const judge = (lead: LeadState, by = table, line: { cut?: number; sampleShare?: number } = {}) =>
  judgeBy(
    {
      leadId: lead.leadId,
      features: featuresOf(lead, alone),
      touches: [],
      missing: lead.passport.missing,
      at,
      line: { cut: by.line, policy: 1, sampleShare: 0, ...line },
    },
    by,
  );
const clerk: LeadState = { ...example, person: { ...example.person, title: 'Clerk' } };

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
    const { decision } = judge(clerk);
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

  it('goes by where the line lies now, not by where the table put it', () => {
    expect(judge(clerk, table, { cut: 20 }).decision.reasons.at(-1)).toBe('20 points, the line is 20');
    expect(judge(clerk, table, { cut: SENDS_ALL }).decision.reasons.at(-1)).toBe('20 points, everything is sent');
    expect(judge(example, table, { cut: 36 }).decision.kind).toBe('held');
  });

  it('lets one skip the line, unless it is left out or unknown', () => {
    const skipping = { ...table, skipTheLine: [{ id: 'demo-now', says: 'asked for a demo', when: table.rules[0]!.when }] };
    expect(judge(clerk, skipping).decision).toEqual({
      kind: 'qualified',
      reasons: ['asked for a demo', '20 points, the line is 30'],
    });
    expect(judge({ ...clerk, company: { domain: 'rival.example' } }, skipping).decision).toMatchObject({
      reasons: [{ code: 'EXCLUDED' }],
    });
    expect(judge({ ...clerk, passport: { ...clerk.passport, missing: ['content'] } }, skipping).decision).toMatchObject({
      reasons: [{ code: 'PASSPORT_INCOMPLETE' }],
    });
  });

  it('sends by chance only what the line alone holds back, marked with how likely that was, and lets a rep judge it as any other', () => {
    expect(judge(clerk, table, { sampleShare: 1 }).decision).toEqual({
      kind: 'qualified',
      reasons: ['asked for a demo', '20 points'],
      sample: { probability: 1 },
    });
    expect(judge({ ...clerk, company: { domain: 'rival.example' } }, table, { sampleShare: 1 }).decision.kind).toBe('held');
    expect(judge(example, table, { sampleShare: 1 }).decision).not.toHaveProperty('sample');
  });

  it('tells the chance where the table knows what points stand for', () => {
    expect(judge(example).score).not.toHaveProperty('probability');
    expect(judge(example, { ...table, calibration: { intercept: -0.35, perPoint: 0.01 } }).score.probability).toBe(0.5);
  });

  it('counts tenths exactly', () => {
    const tenths: PointsTable = {
      ...table,
      rules: ['a', 'b', 'c'].map((id) => ({ id, says: `rule ${id}`, dimension: 'fit', points: 0.1, when: { all: [] } })),
    };
    expect(scoreLead({ features: {}, touches: [], at }, tenths).score).toBe(0.3);
  });

  it('never depends on the order of the rules, and adds up', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(table.rules, { minLength: 4 }), (rules) => {
        const inputs = { features: featuresOf(example, alone), touches: [], at };
        const score = scoreLead(inputs, { ...table, rules });
        expect(score).toEqual(scoreLead(inputs, table));
        expect(score.score).toBe(score.factors.reduce((sum, { points }) => sum + points, 0));
      }),
    );
  });
});

describe('featuresOf', () => {
  it('keeps every attribute under its own name', () => {
    const features = featuresOf({ ...example, attributes: { 'Lead Origin': 'API', 'a.b': 3, none: null } }, alone);
    expect(features).toMatchObject({ 'attributes.Lead Origin': 'API', 'attributes.a.b': 3, 'attributes.none': null });
    expect(features['person.emailDomain']).toBe('fjordworks.example');
    expect(features['passport.content.count']).toBe(1);
  });
});

describe('what a lead did and where it works', () => {
  it('are facts too, and a title says how far up and what for', () => {
    const touches = ['2026-02-01', '2026-03-01', '2026-03-01'].map((day, index) => ({
      touchId: String(index),
      at: `${day}T08:00:00.000Z`,
      kind: 'page-view',
      content: 'pricing',
    }));
    expect(featuresOf(example, { touches, firm: { people: 2, score: 31.5 }, at })).toMatchObject({
      'touches.count': 3,
      'touches.days': 2,
      'touches.contents': 1,
      'touches.lastWeek': 2,
      'account.people': 2,
      'account.score': 31.5,
      'person.seniority': 'director',
    });
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
        activities: [{ id: 'read', says: 'read an article', when: { all: [] }, points: 3, counts: 'everyTime' }],
        exclusions: [],
        skipTheLine: [{ id: 'call', says: 'asked for a call', when: { all: [] } }],
        calibration: { intercept: -1, perPoint: 0.03 },
      }),
    ).toEqual([
      'the line: 30 → 35',
      'asked for a demo: +20 → +25',
      'is a pupil: new, −25',
      'is a student: no longer counts',
      'works at a large firm: no longer counts',
      'read an article: new, +3 for the act',
      'no longer left out: a competitor',
      'now skips the line: asked for a call',
      'the chance that points stand for: fitted anew',
    ]);
    expect(describeChanges(table, table)).toEqual([]);
  });
});
