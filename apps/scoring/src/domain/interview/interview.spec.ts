import { holds, rejectionReasonCodes } from '@baton/contracts';
import fc from 'fast-check';
import { pointsTableContent } from '../points-table.js';
import { type Answered, type Answers, answers as answersSchema } from './answers.js';
import { functionIds, readinessIds, seniorityIds, sizeIds } from './choices.js';
import { disagreementsOf } from './disagreements.js';
import { draftTable, pointsFor } from './draft-table.js';
import { questionsFor } from './questions.js';
import { type Statement, statementsOf } from './statements.js';

const said = (answers: Partial<Answers>): Answers => answersSchema.parse(answers);
const rep = (name: string, answers: Partial<Answers>): Answered => ({ name, answers: said(answers) });
const statement = (of: readonly Statement[], id: string) => of.find((each) => each.id === id)!;

const some = <Value>(values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values));
const typed = fc.uniqueArray(
  fc.string({ minLength: 2, maxLength: 60 }).filter((text) => text.trim().length >= 2),
  { maxLength: 5 },
);
const anyAnswers: fc.Arbitrary<Answers> = fc
  .record({
    seniority: some(seniorityIds),
    function: some(functionIds),
    size: some(sizeIds),
    ready: some(readinessIds),
    rejects: some(rejectionReasonCodes),
    industry: typed,
    country: typed,
  })
  .map((answers) => answersSchema.safeParse(answers))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data!);
const anyReps = fc
  .array(anyAnswers, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((answers, at): Answered => ({ name: `Rep ${at}`, answers })));

describe('the first points table', () => {
  it('is one that Baton takes, whatever the reps answer', () => {
    fc.assert(
      fc.property(anyReps, (reps) => {
        const table = draftTable(statementsOf(reps));
        if (table) expect(pointsTableContent.parse(table)).toEqual(table);
      }),
    );
  });

  it('does not depend on whom one asks first', () => {
    fc.assert(
      fc.property(anyReps, (reps) => {
        expect(draftTable(statementsOf([...reps].reverse()))).toEqual(draftTable(statementsOf(reps)));
      }),
    );
  });

  it('has whole points, less for what fewer say, and less for few than for many who agree', () => {
    const points = (hits: number, of: number) =>
      pointsFor({
        ...{ id: '', question: 'seniority', says: '', dimension: 'fit', wanted: true, when: null },
        saidBy: Array.from({ length: hits }, String),
        unsaidBy: Array.from({ length: of - hits }, String),
      });
    expect([points(3, 3), points(2, 3), points(1, 3), points(1, 1), points(9, 9)]).toEqual([15, 10, 5, 10, 18]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(50), (hits, more) => {
        const of = hits + more;
        expect(Number.isInteger(points(hits, of))).toBe(true);
        expect(points(hits, of)).toBeLessThanOrEqual(20);
        if (hits < of) expect(points(hits, of)).toBeLessThanOrEqual(points(hits + 1, of));
        expect(points(hits, hits)).toBeLessThanOrEqual(points(hits + 1, hits + 1));
      }),
    );
  });

  it('moves no rule further by one more rep than that rep’s part among all', () => {
    fc.assert(
      fc.property(anyReps, anyAnswers, (reps, answers) => {
        // A reason is about what nobody named, so that a name changes whom it is about, not what it weighs.
        const before = new Map(statementsOf(reps).map((each) => [each.id, each]));
        for (const after of statementsOf([...reps, { name: 'One more', answers }])) {
          const was = before.get(after.id);
          if (!was) continue;
          const most = after.dimension === 'fit' ? 20 : 40;
          const answering = was.saidBy.length + was.unsaidBy.length;
          expect(Math.abs(pointsFor(after) - pointsFor(was))).toBeLessThanOrEqual(most / (answering + 2) + 1);
        }
      }),
    );
  });

  it('lays the line at half of what the perfect lead would get', () => {
    const reps = ['Ada', 'Jonas', 'Maya'].map((name) =>
      rep(name, { seniority: ['director', 'executive'], size: ['middle'], ready: ['demo-request'] }),
    );
    expect(draftTable(statementsOf(reps))).toMatchObject({ line: 30, rules: { length: 4 } });
  });

  it('leaves students out where most say so, and takes points where few do', () => {
    const student = rep('Ada', { rejects: ['STUDENT_OR_JOBSEEKER'], seniority: ['director'] });
    const other = (name: string) => rep(name, { rejects: ['NO_BUDGET'] });
    expect(draftTable(statementsOf([student, other('Jonas')]))!.exclusions).toEqual([]);
    expect(draftTable(statementsOf([student]))!.exclusions).toMatchObject([{ id: 'rejects-student-or-jobseeker' }]);
  });

  it('is none where nothing that was said can be read off a lead', () => {
    expect(draftTable(statementsOf([rep('Ada', { rejects: ['NO_BUDGET'] })]))).toBeNull();
    expect(draftTable(statementsOf([]))).toBeNull();
  });
});

describe('what was said', () => {
  const reps = [
    rep('Maya', {
      industry: ['logistics', 'Retail'],
      country: ['NO', 'Sverige'],
      rejects: ['NOT_ICP_INDUSTRY', 'NOT_ICP_GEO'],
    }),
    rep('Ada', { industry: ['Logistics '], country: ['no'], seniority: ['director'] }),
    rep('Jonas', { rejects: ['NOT_DECISION_ROLE', 'NOT_ICP_SIZE', 'VENDOR_OR_COMPETITOR'], size: ['large', 'huge'] }),
  ];
  const all = statementsOf(reps);

  it('is one thing however it is written, with everybody who said it', () => {
    expect(statement(all, 'industry-logistics')).toMatchObject({
      saidBy: ['Ada', 'Maya'],
      unsaidBy: [],
      says: 'works in the industry Logistics',
    });
    expect(statement(all, 'country-no')).toMatchObject({ saidBy: ['Ada', 'Maya'], says: 'is in Norway' });
    expect(statement(all, 'industry-retail')).toMatchObject({ saidBy: ['Maya'], unsaidBy: ['Ada'] });
  });

  it('holds for the leads that it is about', () => {
    const isAbout = (id: string, facts: object) => holds(statement(all, id).when!, facts as never);
    expect(isAbout('country-sverige', { 'person.country': 'Sverige' })).toBe(true);
    expect(isAbout('rejects-not-icp-geo', { 'person.country': 'Norge', 'person.countryCode': 'NO' })).toBe(false);
    expect(isAbout('rejects-not-icp-geo', { 'person.country': 'Brasil', 'person.countryCode': 'BR' })).toBe(true);
    expect(isAbout('rejects-not-icp-industry', { 'company.industry': 'RETAIL' })).toBe(false);
    expect(isAbout('rejects-not-icp-industry', { 'company.industry': 'Mining' })).toBe(true);
    expect(isAbout('rejects-not-decision-role', { 'person.seniority': 'junior' })).toBe(true);
    expect(isAbout('rejects-not-icp-size', { 'company.employees': 40 })).toBe(true);
    expect(isAbout('rejects-not-icp-size', { 'company.employees': 250 })).toBe(false);
    for (const id of [
      'rejects-not-icp-geo',
      'rejects-not-icp-industry',
      'rejects-not-icp-size',
      'rejects-not-decision-role',
    ]) {
      expect(isAbout(id, {})).toBe(false);
    }
  });

  it('is kept, and weighs nothing, where only a call would tell', () => {
    expect(statement(all, 'rejects-vendor-or-competitor')).toMatchObject({ when: null, saidBy: ['Jonas'] });
    expect(draftTable(all)!.rules.map(({ id }) => id)).not.toContain('rejects-vendor-or-competitor');
  });

  it('teaches the half of the score that the contracts say', () => {
    const everything = statementsOf([
      rep('Ada', { rejects: [...rejectionReasonCodes], ready: [...readinessIds], seniority: ['director'] }),
    ]);
    expect(statement(everything, 'rejects-not-ready-researching')).toMatchObject({
      dimension: 'engagement',
      wanted: false,
    });
    expect(statement(everything, 'rejects-not-decision-role')).toMatchObject({ dimension: 'fit', wanted: false });
    for (const { question, dimension } of everything) if (question === 'ready') expect(dimension).toBe('engagement');
  });

  it('tells scripts apart that the ids cannot spell', () => {
    const ids = statementsOf([rep('Ada', { industry: ['物流', '零售', 'Ætt', 'ætt!'] })]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('where reps disagree', () => {
  it('is said with names, the most divided first; who answered nothing to a question has no part in it', () => {
    const reps = [
      rep('Ada', { seniority: ['director', 'manager'] }),
      rep('Jonas', { seniority: ['director', 'manager', 'executive'] }),
      rep('Maya', { seniority: ['director'] }),
      rep('Noor', { seniority: ['director', 'executive'] }),
      rep('Zoe', { size: ['small'] }),
    ];
    expect(disagreementsOf(statementsOf(reps)).map(({ says }) => says)).toEqual([
      'is an executive or a founder: Jonas and Noor say so, Ada and Maya do not',
      'is a manager or leads a team: Ada and Jonas say so, Maya and Noor do not',
    ]);
    expect(disagreementsOf(statementsOf([reps[0]!]))).toEqual([]);
  });
});

describe('the questions', () => {
  it('offer what leads have, and take back whatever they offer', () => {
    const questions = questionsFor({ industries: ['Logistics'], countries: ['NO'] });
    const all = Object.fromEntries(questions.map(({ id, choices }) => [id, choices.map((choice) => choice.id)]));
    expect(answersSchema.safeParse(all).success).toBe(true);
    expect(questions.find(({ id }) => id === 'country')!.choices).toEqual([{ id: 'NO', label: 'Norway' }]);
  });

  it('want at least one answer', () => {
    expect(answersSchema.safeParse({}).success).toBe(false);
    expect(answersSchema.safeParse({ note: 'only people with docks' }).success).toBe(true);
  });
});
