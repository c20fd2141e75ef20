import { contractOf, leadAccepted, leadCreated, leadRejected, type LeadState, type RejectionReasonCode } from '@baton/contracts';
import { seeded } from '@baton/evidence';
import { eventually, receivedEvent, startTestService, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { ScoringEvents } from './events/scoring.events.js';
import { scoring as definition } from './scoring.service.js';

const example = contractOf('lead.created')!.example as LeadState;
const random = seeded(7);

let scoring: TestService;
let events: ScoringEvents;
beforeAll(async () => {
  scoring = await startTestService(definition);
  events = scoring.app.get(ScoringEvents);
  await marketer('POST', '/points-tables', {
    line: -1_000,
    rules: [{ id: 'any', says: 'anything goes', dimension: 'fit', points: 1, when: { all: [] } }],
    reason: 'everything is sent',
  });
}, 60_000);
afterAll(() => scoring.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it field by field
const marketer = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<any> =>
  (await scoring.call('marketer', method, url, body)).body;

/** Sales likes directors who visited often. */
function newcomer(): { lead: LeadState; good: boolean } {
  const director = random() < 0.5;
  const visits = Math.floor(random() * 20);
  return {
    good: random() < 0.1 + (director ? 0.35 : 0) + (visits >= 10 ? 0.35 : 0),
    lead: {
      ...example,
      leadId: newId(),
      person: { ...example.person, title: director ? 'Director of Operations' : 'Clerk' },
      attributes: { Visits: visits, Noise: Math.floor(random() * 5) },
    },
  };
}

/** Leads come, are sent, and sales says what it thinks of each. */
async function live(count: number, reasonFor: (lead: LeadState) => RejectionReasonCode): Promise<LeadState[]> {
  const people = Array.from({ length: count }, newcomer);
  await scoring.inTransaction((uow) =>
    events.created(
      people.map(({ lead }) =>
        receivedEvent(leadCreated, { subject: lead.leadId, sequence: 1, data: { ...lead, fromInquiry: false, deliveryId: newId() } }),
      ),
      uow,
    ),
  );
  const decisions: { id: string; lead_id: string }[] = await scoring.database.query(
    `SELECT id, lead_id FROM decisions WHERE decision = 'qualified' AND lead_id = ANY($1)`,
    [people.map(({ lead }) => lead.leadId)],
  );
  const decisionOf = new Map(decisions.map(({ id, lead_id }) => [lead_id, id]));
  const context = ({ leadId }: LeadState) => ({
    leadId,
    assignmentId: newId(),
    attempt: 1,
    decisionId: decisionOf.get(leadId)!,
    rep: { id: newId(), name: 'Maya' },
    at: new Date().toISOString(),
  });
  const sent = people.filter(({ lead }) => decisionOf.has(lead.leadId));
  await scoring.inTransaction(async (uow) => {
    await events.accepted(
      sent.filter(({ good }) => good).map(({ lead }) => receivedEvent(leadAccepted, { subject: lead.leadId, sequence: 1, data: context(lead) })),
      uow,
    );
    await events.rejected(
      sent
        .filter(({ good }) => !good)
        .map(({ lead }) => receivedEvent(leadRejected, { subject: lead.leadId, sequence: 1, data: { ...context(lead), reasons: [reasonFor(lead)] } })),
      uow,
    );
  });
  return people.map(({ lead }) => lead);
}

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

  it('is for marketers and operators to steer', async () => {
    expect((await scoring.call('manager', 'POST', '/challenger/train')).status).toBe(403);
    expect((await scoring.call('rep', 'GET', '/challenger')).status).toBe(403);
    expect((await scoring.call('marketer', 'PUT', '/learning', { goal: 'fame', promoteByRule: true, newVerdicts: 5 })).status).toBe(422);
  });
});
