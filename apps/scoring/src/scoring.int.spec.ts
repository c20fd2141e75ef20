import {
  contractOf,
  type DataOf,
  leadAccepted,
  leadCreated,
  leadErased,
  leadMerged,
  leadRejected,
  type LeadState,
  leadUpdated,
  opportunityWon,
  touchRecorded,
} from '@baton/contracts';
import { receivedEvent, startTestService, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { SAMPLE_SHARE } from './domain/line-policy.js';
import { sentByChance } from './domain/sent-by-chance.js';
import { ScoringEvents } from './events/scoring.events.js';
import { scoring as definition } from './scoring.service.js';

const example = contractOf('lead.created')!.example as LeadState;
const deliveryId = newId();

const created = (lead: LeadState, sequence = 1) =>
  receivedEvent(leadCreated, { subject: lead.leadId, sequence, data: { ...lead, fromInquiry: false, deliveryId } });
const updated = (lead: LeadState, sequence: number) =>
  receivedEvent(leadUpdated, {
    subject: lead.leadId,
    sequence,
    data: { ...lead, changes: [{ field: 'person.title', at: lead.receivedAt, sourceId: lead.source.sourceId }], deliveryId },
  });
const merged = (leadId: string, sequence: number, survivorId = leadMerged.example.survivorId) =>
  receivedEvent(leadMerged, { subject: leadId, sequence, data: { ...leadMerged.example, leadId, survivorId } });

const touched = (leadId: string, data: Partial<DataOf<typeof touchRecorded>> = {}) =>
  receivedEvent(touchRecorded, {
    subject: leadId,
    sequence: 1,
    data: { ...touchRecorded.example, leadId, touchId: newId(), ...data },
  });

let scoring: TestService;
let events: ScoringEvents;
beforeAll(async () => {
  scoring = await startTestService(definition);
  events = scoring.app.get(ScoringEvents);
}, 60_000);
afterAll(() => scoring.stop());

/** Who is drawn for the random sample is sent, whatever the points. */
function undrawnId(): string {
  const id = newId();
  return sentByChance(id, SAMPLE_SHARE) ? undrawnId() : id;
}
const worthy = (): LeadState => ({ ...example, leadId: undrawnId() });
const unworthy = (): LeadState => ({
  ...example,
  leadId: undrawnId(),
  person: { email: 'x@people.example', fullName: 'X' },
  company: {},
  passport: { ...example.passport, prompted: { ...example.passport.prompted!, kind: 'newsletter' } },
});
const about = async (leadId: string) =>
  (await scoring.published()).filter(({ subject }) => subject === leadId).map(({ topic }) => topic);

describe('scoring', () => {
  it('sends a lead worth the time and holds another, in one batch, each with reasons', async () => {
    const [good, poor] = [worthy(), unworthy()];
    await scoring.inTransaction((uow) => events.created([created(good), created(poor)], uow));
    expect(await about(good.leadId)).toEqual(['lead.scored', 'lead.qualified']);
    expect(await about(poor.leadId)).toEqual(['lead.scored', 'lead.held']);

    const qualified = (await scoring.published('lead.qualified')).find(({ subject }) => subject === good.leadId)!;
    expect(qualified.sequence).toBe(2);
    expect(qualified.data).toMatchObject({ person: good.person, passport: good.passport });
    expect(qualified.data.reasons.at(-1)).toMatch(/points, the line is/);
    const { body } = await scoring.call('marketer', 'GET', `/decisions/${good.leadId}`);
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({ id: qualified.data.decisionId, decision: 'qualified', leadSequence: 1, verdicts: [] });
    expect(body[0].features['person.title']).toBe(good.person.title);
    expect(body[0].score).toEqual(qualified.data.score);
  });

  it('qualifies a held lead once it is worth it, and only once', async () => {
    const before = unworthy();
    const after = { ...worthy(), leadId: before.leadId };
    await scoring.inTransaction((uow) => events.created([created(before, 1)], uow));
    await scoring.inTransaction((uow) => events.updated([updated(before, 2), updated(after, 3), updated(before, 4), updated(after, 5)], uow));
    expect(await about(before.leadId)).toEqual([
      'lead.scored', 'lead.held',
      'lead.scored',
      'lead.scored', 'lead.qualified',
      'lead.scored',
      'lead.scored',
    ]);
    const sequences = (await scoring.published()).filter(({ subject }) => subject === before.leadId).map(({ sequence }) => sequence);
    expect(sequences).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('sends a lead once, even when its creation and an update are handled at once', async () => {
    const leads = Array.from({ length: 25 }, worthy);
    await Promise.all(
      leads.flatMap((lead) => [
        scoring.inTransaction((uow) => events.created([created(lead, 1)], uow)),
        scoring.inTransaction((uow) => events.updated([updated(lead, 2)], uow)),
      ]),
    );
    for (const { leadId } of leads) {
      expect((await about(leadId)).filter((topic) => topic === 'lead.qualified')).toHaveLength(1);
    }
  });

  it('does not let an older state overtake a newer one', async () => {
    const lead = worthy();
    await scoring.inTransaction((uow) => events.updated([updated(lead, 2)], uow));
    await scoring.inTransaction((uow) => events.created([created({ ...unworthy(), leadId: lead.leadId }, 1)], uow));
    expect(await about(lead.leadId)).toEqual(['lead.scored', 'lead.qualified']);
  });

  it('records a verdict against the decision that it judges, once', async () => {
    const lead = worthy();
    await scoring.inTransaction((uow) => events.created([created(lead)], uow));
    const [decision] = (await scoring.call('marketer', 'GET', `/decisions/${lead.leadId}`)).body;
    const context = {
      leadId: lead.leadId,
      assignmentId: newId(),
      attempt: 1,
      decisionId: decision.id,
      rep: { id: newId(), name: 'Maya' },
      at: '2026-03-02T10:00:00.000Z',
    };
    const rejection = receivedEvent(leadRejected, {
      subject: lead.leadId,
      sequence: 1,
      data: { ...context, reasons: ['DUPLICATE', 'NO_BUDGET'] },
    });
    await scoring.inTransaction((uow) => events.rejected([rejection, rejection], uow));
    const accepted = receivedEvent(leadAccepted, { subject: lead.leadId, sequence: 2, data: { ...context, attempt: 2, assignmentId: newId() } });
    await scoring.inTransaction((uow) => events.accepted([accepted], uow));
    const won = receivedEvent(opportunityWon, {
      subject: lead.leadId,
      sequence: 3,
      data: { ...context, amount: { amountMinor: 9_007_199_254_740_991, currency: 'EUR' } },
    });
    await scoring.inTransaction((uow) => events.won([won, won], uow));

    const [judged] = (await scoring.call('marketer', 'GET', `/decisions/${lead.leadId}`)).body;
    expect(judged.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['rejected', 'accepted']);
    const [stored] = await scoring.database.query('SELECT teaches FROM verdicts WHERE decision_id = $1 AND verdict = $2', [decision.id, 'rejected']);
    expect(stored.teaches).toEqual(['identity', 'engagement']);
    const outcomes = await scoring.database.query('SELECT amount_minor FROM outcomes WHERE decision_id = $1', [decision.id]);
    expect(outcomes).toEqual([{ amount_minor: '9007199254740991' }]);
  });
});

describe('a person who is to be forgotten', () => {
  const erased = (leadId: string, sequence = 9) =>
    receivedEvent(leadErased, { subject: leadId, sequence, data: { leadId, because: 'person', at: '2026-06-01T10:00:00.000Z' } });
  const rejected = (leadId: string, decisionId: string) =>
    receivedEvent(leadRejected, {
      subject: leadId,
      sequence: 1,
      data: {
        leadId,
        assignmentId: newId(),
        attempt: 1,
        decisionId,
        rep: { id: newId(), name: 'Maya' },
        at: '2026-03-02T10:00:00.000Z',
        reasons: ['NO_BUDGET'],
        comment: 'Nora Lindqvist has no money',
      },
    });
  const kept = async (leadId: string) => {
    const tables = ['leads', 'decisions', 'verdicts', 'outcomes', 'touches'];
    const counts = await Promise.all(
      tables.map((table) => scoring.database.query(`SELECT FROM ${table} WHERE lead_id = $1`, [leadId])),
    );
    return counts.flat().length;
  };

  it('is deleted with every decision and verdict, and the deed confirmed once', async () => {
    const [lead, stranger] = [worthy(), worthy()];
    await scoring.inTransaction((uow) => events.created([created(lead), created(stranger)], uow));
    const [decision] = (await scoring.call('marketer', 'GET', `/decisions/${lead.leadId}`)).body;
    await scoring.inTransaction((uow) => events.rejected([rejected(lead.leadId, decision.id)], uow));
    await scoring.inTransaction((uow) => events.touched([touched(lead.leadId)], uow));
    expect(await kept(lead.leadId)).toBe(4);
    await scoring.inTransaction((uow) => events.erased([erased(lead.leadId), erased(lead.leadId, 10)], uow));
    await scoring.inTransaction((uow) => events.erased([erased(lead.leadId, 11)], uow));
    expect(await kept(lead.leadId)).toBe(0);
    expect(await kept(stranger.leadId)).toBe(2);
    const confirmed = (await scoring.published('scoring.erased')).filter(({ subject }) => subject === lead.leadId);
    expect(confirmed).toMatchObject([{ sequence: 3, data: { leadId: lead.leadId } }]);
  });

  it('stays forgotten, though everything else about them comes later', async () => {
    const lead = worthy();
    await scoring.inTransaction((uow) => events.erased([erased(lead.leadId)], uow));
    await scoring.inTransaction((uow) => events.created([created(lead, 1)], uow));
    await scoring.inTransaction((uow) => events.updated([updated(lead, 20)], uow));
    await scoring.inTransaction((uow) => events.rejected([rejected(lead.leadId, newId())], uow));
    await scoring.inTransaction((uow) => events.merged([merged(lead.leadId, 8)], uow));
    expect(await kept(lead.leadId)).toBe(0);
    expect(await about(lead.leadId)).toEqual(['scoring.erased']);
  });

  it('is gone even where the deed and the news of them are handled at once', async () => {
    const leads = Array.from({ length: 25 }, worthy);
    await Promise.all(
      leads.flatMap((lead) => [
        scoring.inTransaction((uow) => events.created([created(lead)], uow)),
        scoring.inTransaction((uow) => events.erased([erased(lead.leadId)], uow)),
      ]),
    );
    for (const { leadId } of leads) expect(await kept(leadId)).toBe(0);
  });
});

describe('a lead that was merged into another', () => {
  it('is decided about no more, whichever comes first, until a later update takes it back', async () => {
    const [before, after] = [worthy(), worthy()];
    await scoring.inTransaction((uow) => events.created([created(before, 1)], uow));
    await scoring.inTransaction((uow) => events.merged([merged(before.leadId, 4), merged(after.leadId, 4)], uow));
    await scoring.inTransaction((uow) => events.created([created(after, 1)], uow));
    await scoring.inTransaction((uow) => events.updated([updated(before, 3), updated(after, 3)], uow));
    expect(await about(before.leadId)).toEqual(['lead.scored', 'lead.qualified']);
    expect(await about(after.leadId)).toEqual([]);
    await scoring.inTransaction((uow) => events.updated([updated(after, 5)], uow));
    expect(await about(after.leadId)).toEqual(['lead.scored', 'lead.qualified']);
  });
});

describe('points tables', () => {
  it('change by version, with author and reason, and judge new leads only', async () => {
    const ruling = (await scoring.call('marketer', 'GET', '/points-tables/ruling')).body;
    const { line, rules, exclusions } = ruling;
    const lead = worthy();
    await scoring.inTransaction((uow) => events.created([created(lead)], uow));

    const same = await scoring.call('marketer', 'POST', '/points-tables', { line, rules, exclusions, reason: 'none at all' });
    expect(same).toEqual({ status: 200, body: { kind: 'unchanged', version: ruling.version } });

    const answer = await scoring.call('marketer', 'POST', '/points-tables', { line: 1_000, rules, exclusions, reason: 'too many' });
    expect(answer).toEqual({ status: 201, body: { kind: 'promoted', version: ruling.version + 1, changes: [`the line: ${line} → 1000`] } });
    const [promoted] = (await scoring.published('model.promoted')).slice(-1);
    expect(promoted).toMatchObject({ subject: 'scoring-model', data: { author: 'A marketer', reason: 'too many' } });

    const later = worthy();
    await scoring.inTransaction((uow) => events.created([created(later)], uow));
    expect(await about(later.leadId)).toEqual(['lead.scored', 'lead.held']);
    expect(await about(lead.leadId)).toEqual(['lead.scored', 'lead.qualified']);
  });

  it('are for marketers and operators to change, and say which rule is wrong', async () => {
    const table = { line: 1, reason: 'because', rules: [{ id: 'x', says: 'is x', dimension: 'fit', points: 1, when: { field: 'a', op: 'is' } }] };
    expect((await scoring.call('rep', 'POST', '/points-tables', table)).status).toBe(403);
    const refused = await scoring.call('operator', 'POST', '/points-tables', table);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].path).toMatch(/^rules\.0\.when/);
  });

  it('are not changed over a version that their author has not seen', async () => {
    const { rules, exclusions, version } = (await scoring.call('marketer', 'GET', '/points-tables/ruling')).body;
    const save = (line: number) => scoring.call('marketer', 'POST', '/points-tables', { line, rules, exclusions, basedOn: version, reason: 'a race' });
    const answers = await Promise.all([save(501), save(502)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.detail).toContain(`Version ${version + 1} rules by now`);
  });

  it('promoted by two at once follow one another', async () => {
    const { rules, exclusions, version } = (await scoring.call('marketer', 'GET', '/points-tables/ruling')).body;
    const answers = await Promise.all(
      [11, 12, 13].map((line) => scoring.call('marketer', 'POST', '/points-tables', { line, rules, exclusions, reason: 'a race' })),
    );
    expect(answers.map(({ body }) => body.version).sort()).toEqual([version + 1, version + 2, version + 3]);
  });
});
