import { contractOf, type LeadState, leadUpdated } from '@baton/contracts';
import { DeadLetters, ReplayRuns } from '@baton/messaging';
import { eventually, receivedEvent, startTestService, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { ScoringEvents } from './events/scoring.events.js';
import { scoring as definition } from './scoring.service.js';

const example = contractOf('lead.created')!.example as LeadState;

/** How every service treats its dead letters, shown on one of them. */
describe('dead letters of a service', () => {
  let scoring: TestService;
  let offset = 0;
  beforeAll(async () => {
    scoring = await startTestService(definition);
  }, 60_000);
  beforeEach(() => scoring.database.query('TRUNCATE dead_letters, replay_runs CASCADE'));
  afterAll(() => scoring.stop());

  const updateOf = (lead: LeadState) => ({
    ...lead,
    changes: [{ field: 'person.title', at: lead.receivedAt, sourceId: lead.source.sourceId }],
    deliveryId: newId(),
  });
  /** A record of `lead.updated` that was put aside. */
  const putAside = async ({
    value,
    sequence = 1,
    leadId = newId(),
    topic = 'lead.updated',
  }: {
    value?: string;
    sequence?: number;
    leadId?: string;
    topic?: string;
  } = {}) => {
    const eventId = newId();
    const id = await scoring.inTransaction((uow) =>
      scoring.app.get(DeadLetters).record(uow, {
        origin: { kind: 'record', topic, partition: 0, offset: String(offset++) },
        key: Buffer.from(leadId),
        value: Buffer.from(value ?? JSON.stringify(updateOf({ ...example, leadId }))),
        headers: {
          ce_id: eventId,
          ce_type: topic,
          ce_source: '/baton/ingest',
          ce_time: '2026-03-02T09:30:00.000Z',
          ce_subject: leadId,
          ce_sequence: String(sequence),
        },
        eventId,
        subject: leadId,
        reason: 'FAILED',
        error: new Error(`no room for ${example.person.email}`),
        attempts: 3,
      }),
    );
    return id!;
  };
  const post = (path: string, body?: object) =>
    scoring.call('operator', 'POST', `/dead-letters${path}`, body);
  const get = (path: string) => scoring.call('operator', 'GET', `/dead-letters${path}`);

  it('are for operators only', async () => {
    const id = await putAside();
    for (const role of ['rep', 'manager', 'marketer'] as const) {
      for (const path of ['', '/groups', '/replays', `/${id}`]) {
        expect((await scoring.call(role, 'GET', `/dead-letters${path}`)).status).toBe(403);
      }
      for (const path of ['/replays', '/close', `/${id}/replay`, `/${id}/close`]) {
        expect((await scoring.call(role, 'POST', `/dead-letters${path}`, {})).status).toBe(403);
      }
    }
  });

  it('are listed, counted and shown without naming anybody', async () => {
    const id = await putAside();
    await putAside({ topic: 'lead.created' });
    const list = await get('?topic=lead.updated&text=NO%20ROOM&since=2020-01-01T00:00:00Z');
    expect(list.body).toMatchObject([{ id, message: 'no room for …@…', reason: 'FAILED' }]);
    expect((await get('/groups')).body).toMatchObject([
      { reason: 'FAILED', topic: 'lead.created', count: 1 },
      { reason: 'FAILED', topic: 'lead.updated', count: 1 },
    ]);
    const { body } = await get(`/${id}`);
    expect(body).toMatchObject({
      masked: true,
      views: [],
      body: { kind: 'masked', json: { person: { email: 'N…@…' } } },
    });
    const { email, fullName } = example.person;
    expect(JSON.stringify([list.body, body])).not.toContain(email);
    expect(JSON.stringify([list.body, body])).not.toContain(fullName);
  });

  it('are shown whole on request, and tell who looked', async () => {
    const id = await putAside();
    const { body } = await get(`/${id}?unmasked=true`);
    expect(body.body.text).toContain(example.person.email);
    expect(body.message).toContain(example.person.email);
    expect((await get(`/${id}`)).body).toMatchObject({ masked: true, views: [{ by: 'A operator' }] });
    expect((await get(`/${newId()}?unmasked=true`)).status).toBe(404);
  });

  it('are replayed once when two operators do so at once', async () => {
    const leadId = newId();
    const id = await putAside({ leadId });
    const answers = await Promise.all([post(`/${id}/replay`), post(`/${id}/replay`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const said = (await scoring.published('lead.scored')).filter(({ subject }) => subject === leadId);
    expect(said).toHaveLength(1);
  });

  it('never overwrite what is newer', async () => {
    const leadId = newId();
    const old = await putAside({
      leadId,
      sequence: 2,
      value: JSON.stringify(updateOf({ ...example, leadId, person: { ...example.person, fullName: 'Before' } })),
    });
    const newer = updateOf({ ...example, leadId });
    await scoring.inTransaction((uow) =>
      scoring.app
        .get(ScoringEvents)
        .updated([receivedEvent(leadUpdated, { subject: leadId, sequence: 3, data: newer })], uow),
    );
    const before = await scoring.published();
    const decisions = (await scoring.call('marketer', 'GET', `/decisions/${leadId}`)).body;

    expect(await post(`/${old}/replay`)).toEqual({ status: 200, body: { outcome: 'replayed' } });
    expect(await scoring.published()).toEqual(before);
    expect((await scoring.call('marketer', 'GET', `/decisions/${leadId}`)).body).toEqual(decisions);
  });

  it('are replayed all together, while one watches', async () => {
    const leads = Array.from({ length: 5 }, () => newId());
    for (const leadId of leads) await putAside({ leadId });
    const broken = await putAside({ value: 'no JSON' });
    const begun = await post('/replays', { filter: { topic: 'lead.updated' }, perSecond: 200 });
    expect(begun).toMatchObject({
      status: 202,
      // So few are through in a moment: the answer tells of the run as it stands by then.
      body: { state: expect.stringMatching(/^(running|done)$/), total: 6, startedBy: 'A operator' },
    });
    await eventually(
      async () => (await get(`/replays/${begun.body.id}`)).body.state === 'done',
      'the run to be done',
    );
    expect((await get('/replays')).body).toMatchObject([
      { id: begun.body.id, done: 6, replayed: 5, failed: 1, skipped: 0 },
    ]);
    const told = (await scoring.published('lead.scored')).map(({ subject }) => subject);
    expect(told.filter((subject) => leads.includes(subject)).sort()).toEqual(leads);
    expect((await get('?state=open')).body).toMatchObject([
      { id: broken, attempts: 4, message: 'The value is no JSON.' },
    ]);
  });

  it('refuse a second run, and a choice that is not clear', async () => {
    await putAside();
    await scoring.app.get(ReplayRuns).stop();
    const { body: first } = await post('/replays', { filter: {} });
    const second = await post('/replays', { filter: {} });
    expect(second.status).toBe(409);
    expect(second.body.detail).toContain(first.id);
    expect((await post(`/replays/${first.id}/stop`)).body).toMatchObject({ state: 'stopped', done: 0 });
    expect((await post(`/replays/${newId()}/stop`)).status).toBe(404);

    for (const body of [
      {},
      { ids: [newId()], filter: {} },
      { filter: { tpoic: 'x' } },
      { filter: {}, perSecond: 0 },
      { ids: [] },
    ]) {
      expect((await post('/replays', body)).status).toBe(422);
    }
    scoring.app.get(ReplayRuns).start();
  });

  it('are closed together with a note', async () => {
    const [one, two, three] = [await putAside(), await putAside(), await putAside({ topic: 'lead.created' })];
    expect(await post('/close', { ids: [one], note: 'a test of ours' })).toEqual({
      status: 200,
      body: { closed: 1 },
    });
    expect((await post('/close', { filter: { topic: 'lead.updated' }, note: 'no' })).status).toBe(422);
    expect((await post('/close', { filter: { topic: 'lead.updated' }, note: 'not ours' })).body).toEqual({
      closed: 1,
    });
    expect((await get(`/${two}`)).body).toMatchObject({
      state: 'closed',
      note: 'not ours',
      settledBy: 'A operator',
    });
    expect((await get(`?state=open`)).body).toMatchObject([{ id: three }]);
  });
});
