import { type RunningSystem, startSystem } from '@baton/testing';
import { leadRows } from './lead-rows.js';
import { type LoopResult, runTheLoop } from './the-loop.js';

const LEADS = 2_000;
const { rows, origin } = leadRows(LEADS);

/** What holds however rough the ride was. */
function expectAWholeLoop(result: LoopResult): void {
  const { funnel, verdicts } = result;
  const rejected = [...verdicts.rejected.values()].reduce((sum, count) => sum + count, 0);

  expect(funnel.received).toBe(rows.length);
  expect(funnel.inquiry).toBe(result.rows.inquiries);
  expect(funnel.undecided).toBe(0);
  expect(funnel.held + funnel.qualified).toBe(result.rows.leads);
  expect(funnel.routed).toBe(funnel.qualified);
  expect(funnel.routed).toBe(result.routedLeads.size);
  expect(funnel.accepted).toBe(verdicts.accepted);
  expect(funnel.rejected).toBe(rejected);
  expect(new Map(funnel.rejectedBy.map(({ code, main }) => [code, main]))).toEqual(verdicts.rejected);
  expect(funnel.accepted + funnel.rejected).toBe(funnel.routed);

  expect(result.invalid).toEqual([]);
  expect(result.consumed.get('lead.created')?.size).toBe(result.rows.leads);
  expect(result.consumed.get('lead.rejected')?.size).toBe(rejected);
}

describe(`the whole loop, on ${LEADS} ${origin}`, () => {
  let system: RunningSystem;
  beforeEach(async () => {
    system = await startSystem();
  }, 180_000);
  afterEach(() => system.stop(), 60_000);

  it('hands every lead on, exactly once, and hears what sales says', async () => {
    const result = await runTheLoop(system, { rows });
    expectAWholeLoop(result);
    // A line that lets nobody or everybody through would make the numbers above say little.
    expect(result.funnel.held).toBeGreaterThan(100);
    expect(result.funnel.accepted).toBeGreaterThan(100);
    expect(result.funnel.rejected).toBeGreaterThan(100);

    const before = await system.as('marketer').get('/api/reporting/funnel');
    await system.as('operator').post('/api/reporting/rebuild', {});
    await system.eventually('the projections are built anew', async () => {
      const { state } = await system.as('operator').get<{ state: string }>('/api/reporting/rebuild');
      return state === 'idle';
    });
    expect(await system.as('marketer').get('/api/reporting/funnel')).toEqual(before);
  }, 300_000);

  it('loses and doubles nothing when scoring is killed in the middle and deliveries come three times', async () => {
    const result = await runTheLoop(system, {
      rows,
      sendThriceEvery: 100,
      halfWay: () => system.kill('scoring'),
    });
    expect(result.sent).toHaveLength(LEADS + 2 * (LEADS / 100));
    expectAWholeLoop(result);
  }, 300_000);
});
