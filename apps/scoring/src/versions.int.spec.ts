import { contractOf, leadCreated, type LeadState } from '@baton/contracts';
import { Clock } from '@baton/service-kit';
import { eventually, receivedEvent, SettableClock, startTestService, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { MeasureEffects } from './application/measure-effects.js';
import { SAMPLE_SHARE } from './domain/line-policy.js';
import { sentByChance } from './domain/sent-by-chance.js';
import { ScoringEvents } from './events/scoring.events.js';
import { SalesFloor } from './sales-floor.fixture.js';
import { scoring as definition } from './scoring.service.js';

const example = contractOf('lead.created')!.example as LeadState;
const rules = [{ id: 'visits', says: 'visited often', dimension: 'engagement', points: 10, when: { field: 'attributes.Visits', op: 'atLeast', value: 10 } }];

let scoring: TestService;
let events: ScoringEvents;
const clock = new SettableClock('2026-03-02T09:00:00.000Z');
beforeAll(async () => {
  scoring = await startTestService(definition, { override: [{ token: Clock, by: clock }] });
  events = scoring.app.get(ScoringEvents);
}, 60_000);
afterAll(() => scoring.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it field by field
const marketer = async (method: 'GET' | 'POST', url: string, body?: object): Promise<any> =>
  (await scoring.call('marketer', method, url, body)).body;
const undrawnId = (): string => {
  const id = newId({ msecs: clock.now().getTime() });
  return sentByChance(id, SAMPLE_SHARE) ? undrawnId() : id;
};
const come = async (count: number, visits: (at: number) => number): Promise<LeadState[]> => {
  const leads = Array.from({ length: count }, (_, at): LeadState => ({ ...example, leadId: undrawnId(), attributes: { Visits: visits(at) } }));
  await scoring.inTransaction((uow) =>
    events.created(
      leads.map((lead) => receivedEvent(leadCreated, { subject: lead.leadId, sequence: 1, data: { ...lead, fromInquiry: false, deliveryId: newId() } })),
      uow,
    ),
  );
  clock.advance(1_000);
  return leads;
};
const topicsOf = async (leads: readonly LeadState[]) => {
  const ids = new Set(leads.map(({ leadId }) => leadId));
  return (await scoring.published()).filter(({ subject }) => ids.has(subject)).map(({ topic }) => topic);
};
const rescored = (version: number) =>
  eventually(async () => {
    const state = await marketer('GET', '/rescoring');
    return state.version === version && state.finishedAt !== null && state;
  }, 'all open leads to be scored anew');

describe('a version that comes to rule', () => {
  it('scores open leads anew and says only what is decided otherwise, once', async () => {
    await marketer('POST', '/points-tables', { line: 20, rules, reason: 'nobody is good enough' });
    const [long, ago] = [await come(1, () => 50), clock.advance(40 * 86_400_000)];
    expect(ago).toBeUndefined();
    const leads = await come(900, (at) => at % 20);
    expect(new Set(await topicsOf(leads))).toEqual(new Set(['lead.scored', 'lead.held']));
    const before = (await topicsOf(leads)).length;

    const { version } = await marketer('POST', '/points-tables', { line: 10, rules, reason: 'half of them are' });
    const state = await rescored(version);
    expect(state).toMatchObject({ done: 900, total: 900, changed: 450 });
    const said = (await topicsOf(leads)).slice(before);
    expect(said.filter((topic) => topic === 'lead.qualified')).toHaveLength(450);
    expect(said).toHaveLength(900);
    // Who was held back long ago does not come out of the blue.
    expect(await topicsOf(long)).toEqual(['lead.scored', 'lead.held']);
  });

  it('sends no more than the line was laid for, though more would be worth it now', async () => {
    await scoring.call('manager', 'POST', '/line', { kind: 'share', share: 0.55, sampleShare: 0, reason: 'for the test' });
    const leads = await come(100, (at) => at % 20);
    const held = async () => leads.length - (await topicsOf(leads)).filter((topic) => topic === 'lead.qualified').length;
    const before = await held();
    const upsideDown = [{ ...rules[0], points: 1, when: { field: 'attributes.Visits', op: 'below', value: 10 } }];
    const { version } = await marketer('POST', '/points-tables', { line: 1, rules: upsideDown, reason: 'the others are better' });
    const state = await rescored(version);
    // Of a thousand leads 550 were meant, and 500 have been sent.
    expect(state.changed).toBe(50);
    expect(await held()).toBeGreaterThanOrEqual(before - 50);
    await scoring.call('manager', 'POST', '/line', { kind: 'points', sampleShare: 0, reason: 'for the test' });
    await marketer('POST', `/points-tables/${version - 1}/rule-again`, { reason: 'for the test' });
    await rescored(version + 1);
  });

  it('may give way to an earlier one again, and what sales has it keeps', async () => {
    const answer = await scoring.call('marketer', 'POST', '/points-tables/2/rule-again', { reason: 'too many came' });
    expect(answer).toMatchObject({ status: 200, body: { kind: 'promoted', version: 6, changes: ['the line: 10 → 20'] } });
    await rescored(6);
    expect((await marketer('GET', '/versions')).slice(0, 3)).toMatchObject([
      { version: 6, kind: 'rolled-back', reason: 'Back to version 2: too many came', changes: ['the line: 10 → 20'], measured: null },
      { version: 5, kind: 'rolled-back' },
      { version: 4, kind: 'edited' },
    ]);
    expect((await scoring.call('marketer', 'POST', '/points-tables/99/rule-again', { reason: 'a slip' })).status).toBe(404);
    expect((await scoring.call('manager', 'POST', '/points-tables/2/rule-again', { reason: 'I say so' })).status).toBe(403);
  });

  it('is measured four weeks later against the weeks before', async () => {
    const floor = new SalesFloor(scoring, () => clock.now());
    await floor.open();
    await floor.live(200, () => 'NO_NEED');
    await scoring.app.get(MeasureEffects).look();
    expect((await marketer('GET', '/versions'))[0]).toMatchObject({ version: 7, measured: null });
    clock.advance(28 * 86_400_000);
    await scoring.app.get(MeasureEffects).look();
    const [version] = await marketer('GET', '/versions');
    expect(version.measured).toMatchObject({ after: { leads: 200, sent: 200 }, says: expect.stringMatching(/too few to act \(before|before: 0 of 0: too few/) });
  });
});
