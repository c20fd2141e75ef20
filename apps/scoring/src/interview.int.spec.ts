import {
  contractOf,
  leadAccepted,
  leadCreated,
  leadRejected,
  type LeadState,
  type RejectionReasonCode,
} from '@baton/contracts';
import { Clock } from '@baton/service-kit';
import { type Caller, receivedEvent, SettableClock, startTestService, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { ScoringEvents } from './events/scoring.events.js';
import { scoring as definition } from './scoring.service.js';

const example = contractOf('lead.created')!.example as LeadState;
const clock = new SettableClock('2026-03-02T09:00:00.000Z');
const [ada, jonas, stranger] = [newId(), newId(), newId()];
const as = (repId: string): Caller => ({ role: 'rep', repId });

let scoring: TestService;
let events: ScoringEvents;
beforeAll(async () => {
  scoring = await startTestService(definition, { override: [{ token: Clock, by: clock }] });
  events = scoring.app.get(ScoringEvents);
}, 60_000);
afterAll(() => scoring.stop());

const lead = (person: Partial<LeadState['person']>, company: Partial<LeadState['company']> = {}): LeadState => ({
  ...example,
  leadId: newId({ msecs: clock.now().getTime() }),
  person: { ...example.person, ...person },
  company: { ...example.company, ...company },
});
const come = (leads: readonly LeadState[]) =>
  scoring.inTransaction((uow) =>
    events.created(
      leads.map((state) =>
        receivedEvent(leadCreated, {
          subject: state.leadId,
          sequence: 1,
          data: { ...state, fromInquiry: false, deliveryId: newId() },
        }),
      ),
      uow,
    ),
  );
const decisionOf = async (leadId: string): Promise<{ id: string; decision: string }> =>
  (await scoring.call('manager', 'GET', `/decisions/${leadId}`)).body[0];
const verdictOn = async (leadId: string) => ({
  ...leadAccepted.example,
  leadId,
  decisionId: (await decisionOf(leadId)).id,
  assignmentId: newId(),
});
const accept = async ({ leadId }: LeadState) => {
  const data = await verdictOn(leadId);
  await scoring.inTransaction((uow) =>
    events.accepted([receivedEvent(leadAccepted, { subject: leadId, sequence: 2, data })], uow),
  );
};
const reject = async ({ leadId }: LeadState, reasons: RejectionReasonCode[]) => {
  const data = { ...(await verdictOn(leadId)), reasons };
  await scoring.inTransaction((uow) =>
    events.rejected([receivedEvent(leadRejected, { subject: leadId, sequence: 2, data })], uow),
  );
};

describe('the interview', () => {
  it('asks the reps whom a marketer chooses, with what their leads have', async () => {
    await come([
      ...Array.from({ length: 3 }, () => lead({ countryCode: 'NO', country: 'Norge' }, { industry: 'Logistics' })),
      lead({ countryCode: 'SE', country: 'Sweden' }, { industry: 'logistics ' }),
      lead({ countryCode: 'SE', country: 'Sweden' }, { industry: 'Retail' }),
    ]);
    const reps = [
      { repId: ada, name: 'Ada' },
      { repId: jonas, name: 'Jonas' },
    ];
    expect((await scoring.call(as(ada), 'POST', '/interview', { reps })).status).toBe(403);
    expect((await scoring.call('marketer', 'POST', '/interview', { reps: [] })).status).toBe(422);
    expect((await scoring.call('marketer', 'POST', '/interview', { reps })).status).toBe(201);
    const { body } = await scoring.call(as(ada), 'GET', '/interview');
    const choices = (id: string) => body.questions.find((question: { id: string }) => question.id === id).choices;
    expect(choices('industry').map(({ id }: { id: string }) => id.toLowerCase())).toEqual(['logistics', 'retail']);
    expect(choices('country')).toEqual([
      { id: 'NO', label: 'Norway' },
      { id: 'SE', label: 'Sweden' },
    ]);
  });

  it('takes an answer from whoever was asked, and from nobody else', async () => {
    const answers = {
      seniority: ['director'],
      industry: ['Logistics'],
      ready: ['demo-request'],
      rejects: ['NO_BUDGET'],
    };
    expect((await scoring.call(as(stranger), 'PUT', '/interview/answers', answers)).status).toBe(404);
    expect((await scoring.call('rep', 'PUT', '/interview/answers', answers)).status).toBe(403);
    expect((await scoring.call('marketer', 'PUT', '/interview/answers', answers)).status).toBe(403);
    expect((await scoring.call(as(ada), 'PUT', '/interview/answers', {})).status).toBe(422);
    expect((await scoring.call(as(ada), 'PUT', '/interview/answers', { seniority: ['king'] })).status).toBe(422);
    const given = await scoring.call(as(ada), 'PUT', '/interview/answers', answers);
    expect(given).toMatchObject({
      status: 200,
      body: { name: 'Ada', answers, answeredAt: '2026-03-02T09:00:00.000Z' },
    });
    await scoring.call(as(jonas), 'PUT', '/interview/answers', {
      seniority: ['director', 'manager'],
      note: 'docks, please',
    });
  });

  it('shows a rep nothing of what the others said', async () => {
    const { body } = await scoring.call(as(ada), 'GET', '/interview');
    expect(body.reps).toMatchObject([{ repId: ada }]);
    expect((await scoring.call(as(stranger), 'GET', '/interview')).body).toEqual({ questions: [], reps: [] });
    expect((await scoring.call(as(ada), 'GET', '/interview/table')).status).toBe(403);
    expect((await scoring.call('manager', 'GET', '/interview')).body.reps).toMatchObject([
      { name: 'Ada' },
      { name: 'Jonas' },
    ]);
  });

  it('keeps an answer when the rep is asked once more, and drops it when the rep is let go', async () => {
    await scoring.call('marketer', 'POST', '/interview', {
      reps: [
        { repId: ada, name: 'Ada' },
        { repId: stranger, name: 'Zoe' },
      ],
    });
    expect((await scoring.call(as(stranger), 'GET', '/said-and-done')).status).toBe(403);
    expect((await scoring.call('manager', 'GET', '/interview')).body.reps).toMatchObject([
      { name: 'Ada', answers: { seniority: ['director'] } },
      { name: 'Jonas' },
      { name: 'Zoe', answers: null, answeredAt: null },
    ]);
    expect((await scoring.call('marketer', 'DELETE', `/interview/reps/${stranger}`)).status).toBe(204);
    expect((await scoring.call('marketer', 'DELETE', `/interview/reps/${stranger}`)).status).toBe(404);
  });

  it('becomes a points table that rules once somebody says so', async () => {
    const { body } = await scoring.call('marketer', 'GET', '/interview/table');
    expect(body.disagreements).toMatchObject([{ says: 'is a manager or leads a team: Jonas says so, Ada does not' }]);
    expect(body.statements.find(({ id }: { id: string }) => id === 'rejects-no-budget')).toMatchObject({
      when: null,
      points: 0,
      saidBy: ['Ada'],
    });
    const points = Object.fromEntries(
      body.table.rules.map((rule: { id: string; points: number }) => [rule.id, rule.points]),
    );
    expect(points).toEqual({
      'seniority-director': 13,
      'seniority-manager': 7,
      'industry-logistics': 10,
      'ready-demo-request': 20,
    });
    const { status, body: promotion } = await scoring.call('marketer', 'POST', '/points-tables', {
      ...body.table,
      kind: 'interview',
      reason: 'What Ada and Jonas said',
    });
    expect([status, promotion.version]).toEqual([201, 2]);
    const { body: ruling } = await scoring.call('marketer', 'GET', '/points-tables/ruling');
    expect(ruling).toMatchObject({ version: 2, kind: 'interview', line: 22 });
  });

  it('lays the line so that of the newest leads as many are sent as before', async () => {
    await scoring.call('marketer', 'POST', '/points-tables', {
      line: 1,
      rules: [
        {
          id: 'rare',
          says: 'a tenth of all',
          dimension: 'fit',
          points: 1,
          when: { field: 'company.employees', op: 'is', value: 7 },
        },
      ],
      reason: 'for the test',
    });
    clock.advance(60_000);
    const title = (at: number) => (at % 10 === 0 ? 'Director' : at % 10 === 1 ? 'Manager' : 'Clerk');
    await come(
      Array.from({ length: 1_000 }, (_, at) => ({
        ...lead({ title: title(at) }, { industry: 'Mining', employees: at % 10 === 5 ? 7 : 100 }),
        passport: { ...example.passport, prompted: { ...example.passport.prompted!, kind: 'newsletter' } },
      })),
    );
    const { body } = await scoring.call('marketer', 'GET', '/interview/table');
    expect(body.table.line).toBe(13);
  });
});

describe('what sales said and what it did', () => {
  it('stands side by side for everybody, with what is too few to act on', async () => {
    await scoring.call('marketer', 'POST', '/points-tables', {
      line: 1,
      rules: [{ id: 'all', says: 'everybody', dimension: 'fit', points: 5, when: { all: [] } }],
      reason: 'for the test',
    });
    const directors = Array.from({ length: 40 }, () => lead({ title: 'Director' }, { industry: 'Mining' }));
    const clerks = Array.from({ length: 40 }, () => lead({ title: 'Clerk' }, { industry: 'Mining' }));
    await come([...directors, ...clerks]);
    for (const each of [...directors.slice(0, 36), ...clerks.slice(0, 4)]) await accept(each);
    for (const each of clerks.slice(4, 36)) await reject(each, ['NOT_DECISION_ROLE']);
    for (const each of clerks.slice(36)) await reject(each, ['DUPLICATE']);

    const { status, body } = await scoring.call(as(jonas), 'GET', '/said-and-done');
    expect(status).toBe(200);
    const of = (id: string) => body.find((each: { id: string }) => each.id === id);
    expect(of('seniority-director')).toMatchObject({
      says: 'is a director or head of something',
      saidBy: ['Ada', 'Jonas'],
      points: 13,
      done: {
        accepted: { hits: 36, of: 36 },
        verdict: 'as said',
        says: 'sales takes 100 % of these and 11 % of the others, as it said',
      },
    });
    expect(of('seniority-director').done.othersAccepted).toMatchObject({ hits: 4, of: 36 });
    expect(of('seniority-manager').done).toMatchObject({ verdict: 'too few', says: '0 of 0: too few to act' });
    expect(of('rejects-no-budget')).toBeUndefined();
  }, 60_000);
});
