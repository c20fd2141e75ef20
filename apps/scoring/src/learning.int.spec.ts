import { eventually, startTestService, type TestService } from '@baton/testing';
import { TrainChallenger } from './application/train-challenger.js';
import { SalesFloor } from './sales-floor.fixture.js';
import { scoring as definition } from './scoring.service.js';

let scoring: TestService;
let floor: SalesFloor;
beforeAll(async () => {
  scoring = await startTestService(definition);
  floor = new SalesFloor(scoring);
  await floor.open();
}, 60_000);
afterAll(() => scoring.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it field by field
const marketer = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<any> =>
  (await scoring.call('marketer', method, url, body)).body;
const live: SalesFloor['live'] = (...given) => floor.live(...given);

const learned = async (): Promise<{ state: string; [field: string]: unknown }> => {
  const before = (await marketer('GET', '/challenger')).challenger?.id;
  expect((await scoring.call('marketer', 'POST', '/challenger/train')).status).toBe(202);
  return eventually(async () => {
    const { challenger } = await marketer('GET', '/challenger');
    return challenger !== null && challenger.id !== before && challenger.state !== 'training' && challenger;
  }, 'the training to end');
};

describe('learning from verdicts', () => {
  it('keeps the rules while sales has said too little', async () => {
    await live(20, () => 'NOT_DECISION_ROLE');
    expect(await learned()).toMatchObject({ state: 'fruitless', says: expect.stringMatching(/too few to act|nothing to tell apart/) });
    expect((await marketer('GET', '/challenger')).needs).toEqual({
      have: 0,
      of: 200,
      says: '0 of 200 new verdicts: the next table is learned when all are there',
    });
  });

  it('learns nothing from reasons that say nothing about the lead', async () => {
    await live(400, () => 'WRONG_OWNER');
    expect(await learned()).toMatchObject({ state: 'fruitless', says: expect.stringMatching(/too few to act|nothing to tell apart/) });
  }, 60_000);

  it('finds what sales likes, tries it in the shadow, and lets it rule when somebody says so', async () => {
    await live(1_200, ({ person }) => (person.title === 'Clerk' ? 'NOT_DECISION_ROLE' : 'NO_PROJECT'));
    const challenger = await learned();
    expect(challenger).toMatchObject({ state: 'shadow', verdict: 'better', against: 2, labelled: expect.any(Number) });
    expect(challenger.changes).toContainEqual(expect.stringMatching(/^person seniority: director: new, \+\d+$/));
    expect((challenger.judged as { auc: { learned: number; ruling: number } }).auc).toMatchObject({ learned: expect.any(Number), ruling: 0.5 });

    const [observed] = await live(200, () => 'NO_PROJECT');
    const { challenger: inShadow } = await marketer('GET', '/challenger');
    expect(inShadow.shadow.leads).toBe(200);
    expect(inShadow.shadow.onlyRuling).toBeGreaterThan(50);
    expect((await scoring.published('lead.qualified')).some(({ subject }) => subject === observed!.leadId)).toBe(true);

    const promoted = await scoring.call('marketer', 'POST', '/challenger/promote', { reason: 'sales agrees' });
    expect(promoted).toMatchObject({ status: 200, body: { kind: 'promoted', version: 3 } });
    const [event] = (await scoring.published('model.promoted')).slice(-1);
    expect(event!.data).toMatchObject({
      version: 3,
      kind: 'learned',
      reason: 'sales agrees',
      because: { rejected: expect.arrayContaining([{ reason: 'WRONG_OWNER', verdicts: expect.any(Number) }]) },
      expected: { winsKept: expect.any(Number), winsKeptBefore: expect.any(Number) },
    });
    expect((await scoring.call('marketer', 'POST', '/challenger/promote', {})).status).toBe(404);

    const after = await live(200, () => 'NO_PROJECT');
    const [decision] = await marketer('GET', `/decisions/${after[0]!.leadId}`);
    expect(decision.score).toMatchObject({ modelVersion: 3, probability: expect.any(Number) });
    const held = (await scoring.published('lead.held')).filter(({ subject }) => after.some(({ leadId }) => leadId === subject));
    expect(held.length).toBeGreaterThan(20);
  }, 120_000);

  it('promotes by rule only what is better beyond doubt, where that is wanted', async () => {
    await scoring.call('marketer', 'PUT', '/learning', { goal: 'accepted', promoteByRule: true, newVerdicts: 100_000 });
    await live(300, () => 'NO_PROJECT');
    const challenger = await learned();
    // The ruling table was learned already: nothing is better than it beyond doubt.
    expect(challenger.state).not.toBe('promoted');
    expect((await marketer('GET', '/points-tables/ruling')).version).toBe(3);
  }, 60_000);

  it('judges sources by what only they can help, and moves no points for it', async () => {
    await live(60, () => 'BAD_CONTACT_DATA');
    const [worst] = await marketer('GET', '/source-quality');
    expect(worst).toMatchObject({ answered: expect.any(Number), bad: expect.any(Number), rate: expect.any(Number), isWorse: false });
    expect(worst.bad).toBeGreaterThan(5);
    expect((await scoring.call('rep', 'GET', '/source-quality')).status).toBe(403);
  });

  it('is for marketers and operators to steer', async () => {
    expect((await scoring.call('manager', 'POST', '/challenger/train')).status).toBe(403);
    expect((await scoring.call('rep', 'GET', '/challenger')).status).toBe(403);
    expect((await scoring.call('marketer', 'PUT', '/learning', { goal: 'fame', promoteByRule: true, newVerdicts: 5 })).status).toBe(422);
  });
});

describe('a field that is filled in once the end is known', () => {
  it('is left out of learning, and said, unless somebody trusts it', async () => {
    const other = await startTestService(definition);
    const school = new SalesFloor(other);
    school.tag = 'Tag';
    await school.open();
    await school.live(600, () => 'NO_PROJECT');
    const training = other.app.get(TrainChallenger);
    const says = async (): Promise<string> => (await other.call('marketer', 'GET', '/challenger')).body.challenger.says;
    await training.execute();
    expect(await says()).toMatch(/“Tag” .+: left out$/);

    const settings = { goal: 'accepted', promoteByRule: false, newVerdicts: 100_000 };
    const answer = await other.call('marketer', 'PUT', '/learning', { ...settings, trusted: ['attributes.Tag'] });
    expect(answer.body).toEqual({ ...settings, trusted: ['attributes.Tag'] });
    await training.execute();
    expect(await says()).not.toContain('left out');
    // Who does not say whom to trust trusts as before.
    expect((await other.call('marketer', 'PUT', '/learning', settings)).body.trusted).toEqual(['attributes.Tag']);
    await other.stop();
  }, 60_000);
});
