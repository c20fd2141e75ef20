import { startTestService, type TestService } from '@baton/testing';
import { SalesFloor } from './sales-floor.fixture.js';
import { scoring as definition } from './scoring.service.js';

const table = {
  line: 10,
  rules: [
    { id: 'director', says: 'is a director', dimension: 'fit', points: 20, when: { field: 'person.title', op: 'contains', value: 'director' } },
    { id: 'visits', says: 'visited ten times', dimension: 'engagement', points: 21, when: { field: 'attributes.Visits', op: 'atLeast', value: 10 } },
  ],
};

let scoring: TestService;
let floor: SalesFloor;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it field by field
const manager = async (method: 'GET' | 'POST', url: string, body?: object): Promise<any> =>
  (await scoring.call('manager', method, url, body)).body;
beforeAll(async () => {
  scoring = await startTestService(definition);
  floor = new SalesFloor(scoring);
  await floor.open();
}, 60_000);
afterAll(() => scoring.stop());

describe('the planner', () => {
  it('says so while too little is known', async () => {
    await floor.live(10, () => 'NO_NEED');
    const plan = await manager('GET', '/planner?kind=share&value=0.5');
    expect(plan).toMatchObject({ curve: [], baseline: null, lastQuarter: null, evidence: { leads: 10, enough: false } });
    expect(plan.evidence.says).toMatch(/too few to act/);
  });

  it('shows what each share keeps, from what sales said, between what it lies', async () => {
    await floor.live(800, () => 'NO_NEED');
    await scoring.call('marketer', 'POST', '/points-tables', { ...table, reason: 'what the floor seems to like' });
    const { curve, evidence, lastQuarter } = await manager('GET', '/planner?kind=share&value=0.5');
    expect(evidence).toMatchObject({ leads: 810, labelled: 810, enough: true });
    expect(curve).toHaveLength(20);
    const half = curve[9];
    expect(half.share).toBe(0.5);
    expect(half.winsKept.value).toBeGreaterThan(0.65);
    expect(half.winsKept.low).toBeLessThan(half.winsKept.value);
    expect(half.lift.value).toBeCloseTo(half.winsKept.value / 0.5, 6);
    expect(half.cut).toBeGreaterThanOrEqual(20);
    expect(lastQuarter).toMatchObject({ share: 0.5, leads: 810, sent: 405 });
  });

  it('picks a line by quality or by capacity, and says where none is as good', async () => {
    const good = await manager('GET', '/planner?kind=quality&value=0.6');
    expect(good.lastQuarter.acceptance.value).toBeGreaterThanOrEqual(0.6);
    expect(good.lastQuarter.share).toBeLessThan(0.8);
    expect((await manager('GET', '/planner?kind=quality&value=0.999')).lastQuarter).toBeNull();
    expect((await manager('GET', '/planner?kind=capacity&value=81')).lastQuarter).toMatchObject({ sent: 81 });
  });

  it('compares with the weeks before anybody chose', async () => {
    await manager('POST', '/line', { kind: 'share', share: 0.4, sampleShare: 0.1, reason: 'sales has no more time' });
    await floor.live(300, () => 'NO_NEED');
    const { baseline, evidence } = await manager('GET', '/planner');
    expect(baseline.share).toBe(1);
    expect(baseline.acceptance.value).toBeCloseTo(0.45, 1);
    expect(evidence.labelled).toBeLessThan(1_110);
  });

  it('refuses what makes no sense, and is not for reps', async () => {
    expect((await scoring.call('manager', 'GET', '/planner?kind=share')).status).toBe(422);
    expect((await scoring.call('manager', 'GET', '/planner?kind=share&value=1.5')).status).toBe(422);
    expect((await scoring.call('rep', 'GET', '/planner')).status).toBe(403);
  });
});

describe('a preview', () => {
  it('shows what a table would do to last week and to the wins, and changes nothing', async () => {
    const before = await manager('GET', '/points-tables');
    const upsideDown = { ...table, rules: table.rules.map((rule) => ({ ...rule, points: -rule.points })) };
    const { curve, rulingCurve, lastWeek } = await manager('POST', '/preview/table', { table: upsideDown });
    expect(rulingCurve[9].winsKept.value).toBeGreaterThan(curve[9].winsKept.value);
    expect(lastWeek.leads).toBe(1_110);
    expect(lastWeek.changed.length).toBeGreaterThan(200);
    expect(lastWeek.changed[0]).toMatchObject({ who: expect.any(String), scoreFrom: expect.any(Number), scoreTo: expect.any(Number) });
    const same = await manager('POST', '/preview/table', { table });
    expect(same.lastWeek.changed).toEqual([]);
    expect(same.curve).toEqual(same.rulingCurve);
    expect(await manager('GET', '/points-tables')).toEqual(before);
  });

  it('scores leads that nobody has sent', async () => {
    const leads = [
      { facts: { 'person.title': 'Director', 'attributes.Visits': 12 } },
      { facts: { 'person.title': 'Clerk' }, activities: [{ at: '2026-03-02T09:00:00Z', kind: 'page-view' }] },
    ];
    const judged = await manager('POST', '/preview', { leads, table });
    expect(judged).toMatchObject([
      { score: { score: 41 }, decision: { kind: 'qualified' } },
      { score: { score: 0 }, decision: { kind: 'held', reasons: [{ code: 'BELOW_LINE' }] } },
    ]);
    expect((await scoring.call('manager', 'POST', '/preview', { leads: [] })).status).toBe(422);
    expect((await scoring.call('manager', 'POST', '/preview', { leads: Array.from({ length: 1_001 }, () => leads[0]) })).status).toBe(422);
  });
});
