import { contractsConsumedBy, leadErased, modelPromoted, SCORING_MODEL_SUBJECT } from '@baton/contracts';
import { KafkaBatchServer, KafkaJsBroker, type Logger } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { type Caller, eventually, testBrokers } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { course, type Course, endings } from '../test/courses.fixture.js';
import { RunningReporting } from '../test/running-reporting.fixture.js';
import { figures } from './domain/funnel.js';

let reporting: RunningReporting;
beforeAll(async () => {
  reporting = await RunningReporting.start();
}, 60_000);
afterAll(() => reporting.stop());

const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const OPERATOR: Caller = 'operator';
const MARKETER: Caller = 'marketer';

const story = (leadId: string, caller: Caller = OPERATOR) =>
  reporting.call(caller, 'GET', `/leads/${leadId}/story`);

/** Sends courses and waits until each is told to its end. */
async function tellAll(...courses: Course[]) {
  await reporting.send(...courses.flatMap(({ events }) => events));
  await waitFor(...courses);
}
async function waitFor(...courses: Course[]) {
  for (const { leadId, events } of courses) {
    await eventually(
      async () => (await story(leadId)).body.items?.length === events.length,
      `the story of ${leadId}`,
    );
  }
}
const funnelOf = async (campaign: string) =>
  (await reporting.call(MARKETER, 'GET', `/funnel?campaign=${campaign}`)).body;

it('every event that reporting is to read has a handler', () => {
  expect(reporting.one.app.get(KafkaBatchServer).consumedTopics.sort()).toEqual(
    contractsConsumedBy('reporting')
      .map(({ topic }) => topic)
      .sort(),
  );
});

describe('the funnel', () => {
  it('is told from events alone, and a repeated event counts once', async () => {
    const campaign = newId();
    const courses = endings.map((ending) => course(ending, { campaign }));
    await tellAll(...courses);
    await reporting.send(...courses.flatMap(({ events }) => events));
    const late = course('held', { campaign });
    await tellAll(late);
    const { rows, totals, rebuilding } = await funnelOf(campaign);
    expect(rebuilding).toBe(false);
    expect(totals).toMatchObject({
      received: 10,
      inquiry: 1,
      undecided: 1,
      held: 2,
      qualified: 6,
      accepted: 2,
      won: 1,
    });
    expect(rows).toMatchObject([
      { campaign, campaignName: campaign, week: '2026-W10', weekStart: '2026-03-02' },
    ]);
  });

  it('shows campaigns by the names that marketers give them', async () => {
    const campaign = newId();
    await tellAll(course('held', { campaign }));
    expect((await reporting.call('rep', 'PUT', `/campaigns/${campaign}`, { name: 'x' })).status).toBe(403);
    expect((await reporting.call(MARKETER, 'PUT', `/campaigns/${campaign}`, { name: ' ' })).status).toBe(422);
    expect(await reporting.call(MARKETER, 'PUT', `/campaigns/${campaign}`, { name: 'Spring' })).toEqual({
      status: 200,
      body: { key: campaign, name: 'Spring' },
    });
    expect((await funnelOf(campaign)).rows[0]).toMatchObject({ campaign, campaignName: 'Spring' });
    expect((await reporting.call(MARKETER, 'GET', '/campaigns')).body).toContainEqual({
      key: campaign,
      name: 'Spring',
    });
  });

  it('opens the people behind each of its figures', async () => {
    const campaign = newId();
    await tellAll(...endings.map((ending) => course(ending, { campaign })));
    const { totals } = await funnelOf(campaign);
    const people = async (query: string) =>
      (await reporting.call(MARKETER, 'GET', `/leads?campaign=${campaign}&${query}`)).body.leads.length;
    for (const figure of figures)
      expect([figure, await people(`figure=${figure}`)]).toEqual([figure, totals[figure]]);
    for (const { code, main } of totals.rejectedBy) expect(await people(`reason=${code}`)).toBe(main);
    expect(await people('from=2026-03-03')).toBe(0);
    expect((await reporting.call(MARKETER, 'GET', '/leads?figure=lost')).status).toBe(422);
  });

  it('refuses what it cannot filter by', async () => {
    const ask = async (query: string) => (await reporting.call(MARKETER, 'GET', `/funnel?${query}`)).status;
    expect(await ask('from=yesterday')).toBe(422);
    expect(await ask('from=2026-03-02&to=2026-03-01')).toBe(422);
    expect(await ask('from=2026-03-02&to=2026-03-02&campaign=none')).toBe(200);
  });
});

describe('a story', () => {
  it('is told from the first touch to the win, with who acts next', async () => {
    const rep = { id: newId(), name: 'Maya Okafor' };
    const [open, won] = [
      course('routed', { campaign: 'story', rep }),
      course('won', { campaign: 'story', rep }),
    ];
    await tellAll(open, won);
    const told = (await story(won.leadId)).body;
    expect(told.items.map(({ says }: { says: string }) => says)).toEqual([
      'Sent the form “Book a demo”.',
      'A new lead: Nora Lindqvist, Head of Operations at Fjordworks. Asked for a demo.',
      expect.stringContaining('Scored 31 points'),
      'Held back: 31 points, the line is 40.',
      'More is known: title.',
      expect.stringContaining('Scored 47 points'),
      expect.stringContaining("Worth sales' time"),
      expect.stringContaining('Sent to Maya Okafor (Nordics)'),
      'Maya Okafor did not respond in time: 1 h of working time had passed.',
      'Maya Okafor tried the phone, attempt 1: no answer.',
      'Maya Okafor accepted the lead.',
      'Won: EUR 24,000.00.',
    ]);
    expect(told).toMatchObject({
      lead: {
        leadId: won.leadId,
        name: 'Nora Lind',
        company: 'Fjordworks',
        state: 'won',
        score: 47,
        next: null,
      },
      breaches: 1,
      rebuilding: false,
    });
    expect((await story(open.leadId)).body.lead).toMatchObject({
      state: 'with-sales',
      owner: { repId: rep.id, name: 'Maya Okafor' },
      next: { who: 'Maya Okafor', says: 'Maya Okafor responds by Mon 2 Mar 11:30 (Europe/Oslo)' },
    });
  });

  it('is open to the rep that the lead was handed to, and to no other', async () => {
    const rep = { id: newId(), name: 'Maya Okafor' };
    const [mine, held] = [
      course('rerouted', { campaign: 'story', rep }),
      course('held', { campaign: 'story' }),
    ];
    await tellAll(mine, held);
    const maya: Caller = { role: 'rep', repId: rep.id };
    expect((await story(mine.leadId, maya)).status).toBe(200);
    expect((await story(held.leadId, maya)).status).toBe(403);
    expect((await story(mine.leadId, { role: 'rep', repId: newId() })).status).toBe(403);
    expect((await story(mine.leadId, 'rep')).status).toBe(403);
    expect((await story(mine.leadId, 'manager')).status).toBe(200);
    expect((await story(newId())).status).toBe(404);
    expect((await story('not-an-id')).status).toBe(404);
  });

  it('is found by name, address, company or id', async () => {
    const lead = course('qualified', { campaign: 'search' });
    await tellAll(lead);
    const search = (query: string, caller: Caller = OPERATOR) =>
      reporting.call(caller, 'GET', `/leads?limit=200&query=${encodeURIComponent(query)}`);
    for (const query of [lead.leadId, `${lead.leadId}@X.example`, `nora fjord ${lead.leadId}`]) {
      expect((await search(query)).body.leads).toMatchObject([{ leadId: lead.leadId, name: 'Nora Lind' }]);
    }
    expect((await search('')).body.leads.length).toBeGreaterThan(1);
    expect((await search('100%')).body.leads).toEqual([]);
    expect((await search('nora', { role: 'rep', repId: newId() })).status).toBe(403);
  });

  it('of no single lead is kept as well', async () => {
    const id = newId();
    const data = modelPromoted.example;
    await reporting.send({
      contract: modelPromoted,
      id,
      subject: SCORING_MODEL_SUBJECT,
      sequence: 2,
      time: new Date(),
      data,
    });
    await eventually(
      async () =>
        (await reporting.database.query('SELECT FROM story_events WHERE event_id = $1', [id])).length > 0,
    );
  });
});

describe('the live stream', () => {
  it('ticks once for many changes, and resumes', async () => {
    const open = async (headers: Record<string, string> = {}) => {
      const abort = new AbortController();
      const answer = await fetch(`${await reporting.one.app.getUrl()}/stream`, {
        headers: { authorization: `Bearer ${await reporting.one.token(MARKETER)}`, ...headers },
        signal: abort.signal,
      });
      let text = '';
      const reading = (async () => {
        for await (const chunk of answer.body!) text += Buffer.from(chunk).toString();
      })().catch(() => {});
      return {
        ticks: () =>
          [...text.matchAll(/id: (\d+)\nevent: tick\ndata: (.*)\n/g)].map(([, id, data]) => ({
            id,
            ...JSON.parse(data!),
          })),
        async close() {
          abort.abort();
          await reading;
        },
      };
    };
    const stream = await open();
    const first = course('routed', { campaign: 'live' });
    await tellAll(first);
    await eventually(() => stream.ticks().some(({ leadIds }) => leadIds.includes(first.leadId)));
    await stream.close();
    const ticks = stream.ticks();
    expect(ticks.length).toBeLessThan(first.events.length);
    expect(ticks[0]).toEqual({
      id: expect.any(String),
      funnelChangedAt: expect.any(String),
      leadIds: expect.any(Array),
      more: false,
    });

    const missed = Array.from({ length: 60 }, () => course('inquiry', { campaign: 'live' }));
    await tellAll(...missed);
    const resumed = await open({ 'last-event-id': ticks.at(-1)!.id });
    await eventually(() => resumed.ticks().length > 0);
    expect(resumed.ticks()[0]).toMatchObject({ more: true });
    expect(resumed.ticks()[0]!.leadIds).toHaveLength(50);
    await resumed.close();
  });
});

describe('a rebuild', () => {
  const campaign = newId();
  const courses = Array.from({ length: 5 }, () =>
    endings.map((ending) => course(ending, { campaign })),
  ).flat();
  const leadIds = courses.map(({ leadId }) => leadId);
  const numbers = async () => ({
    funnel: await funnelOf(campaign),
    facts: await reporting.database.query(
      'SELECT * FROM lead_facts WHERE lead_id = ANY($1) ORDER BY lead_id',
      [leadIds],
    ),
    stories: await Promise.all(leadIds.map(async (leadId) => (await story(leadId)).body)),
  });
  const state = async () => (await reporting.call(OPERATOR, 'GET', '/rebuild')).body;
  const done = () => eventually(async () => (await state()).state === 'idle', 'the rebuild', 60_000);
  let before: Awaited<ReturnType<typeof numbers>>;

  beforeAll(async () => {
    await reporting.call(MARKETER, 'PUT', `/campaigns/${campaign}`, { name: 'Spring' });
    await tellAll(...courses);
    before = await numbers();
  });

  it('gives the same numbers from the log, keeps configuration, and answers meanwhile', async () => {
    expect((await reporting.call(MARKETER, 'POST', '/rebuild')).status).toBe(403);
    const begun = await reporting.call(OPERATOR, 'POST', '/rebuild');
    expect(begun).toMatchObject({ status: 202, body: { state: 'running', startedBy: 'A operator' } });
    expect(await funnelOf(campaign)).toMatchObject({ rebuilding: true });
    expect((await reporting.call(OPERATOR, 'POST', '/rebuild')).status).toBe(202);
    await done();
    const { total, done: read, finishedAt } = await state();
    expect(total).toBeGreaterThanOrEqual(courses.flatMap(({ events }) => events).length);
    expect(read).toBe(total);
    expect(finishedAt).not.toBeNull();
    expect(await numbers()).toEqual(before);
  }, 90_000);

  it('gives the same numbers for people who are forgotten, and does not bring them back', async () => {
    const elsewhere = newId();
    const nora = course('won', { campaign: elsewhere });
    await tellAll(nora, course('won', { campaign: elsewhere }));
    const told = await funnelOf(elsewhere);
    const { leadId } = nora;
    const data = { leadId, because: 'person', at: '2026-06-01T10:00:00.000Z' };
    await reporting.send({ contract: leadErased, id: newId(), subject: leadId, sequence: 9, time: new Date(), data });
    await eventually(async () => (await story(leadId)).status === 404, 'the story to be gone');
    expect(await funnelOf(elsewhere)).toEqual(told);
    await reporting.call(OPERATOR, 'POST', '/rebuild');
    await done();
    expect(await funnelOf(elsewhere)).toEqual(told);
    expect((await story(leadId)).status).toBe(404);
    const [facts] = await reporting.database.query('SELECT * FROM lead_facts WHERE lead_id = $1', [leadId]);
    expect(facts).toMatchObject({ email: null, full_name: null, title: null, company: null, campaign: elsewhere });
  }, 90_000);

  it('leaves nothing behind of what the log does not say', async () => {
    await reporting.database.query(
      `UPDATE lead_facts SET score = 1, campaign = 'forged' WHERE lead_id = ANY($1)`,
      [leadIds],
    );
    await reporting.call(OPERATOR, 'POST', '/rebuild');
    await done();
    expect(await numbers()).toEqual(before);
  }, 90_000);

  it('goes on with several instances, and with what arrives meanwhile', async () => {
    await reporting.boot();
    await reporting.call(OPERATOR, 'POST', '/rebuild');
    const late = course('won', { campaign: newId() });
    await reporting.send(...late.events);
    await done();
    await waitFor(late);
    expect(await numbers()).toEqual(before);
  }, 90_000);

  it('that does not get on says why, and gets on by itself once it can', async () => {
    // A member that does not know of the rebuild keeps the group from being sent back.
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: SILENT });
    let joined = false;
    const stranger = broker.consume({
      group: 'reporting',
      topics: ['lead.routed.reporting.dlq'],
      onBatch: async ({ records }) => ({ committedThrough: records.at(-1)?.offset ?? null }),
      onMembership: (is) => void (joined = is),
      fetchEveryMs: 0,
      onFatal: () => {},
    });
    await eventually(() => joined);
    await reporting.call(OPERATOR, 'POST', '/rebuild');
    const clock = reporting.one.app.get(Clock);
    clock.now = () => new Date(Date.now() + 120_000);
    await eventually(async () => (await state()).state === 'failed', 'the failure to be told');
    expect((await state()).error).toContain('members');
    expect(await funnelOf(campaign)).toMatchObject({ rebuilding: true });
    await stranger.stop();
    await broker.close();
    await done();
    expect(await numbers()).toEqual(before);
  }, 90_000);

  /** What a crash leaves: the tables are empty, and the group may have been sent back already. */
  const emptied = () => reporting.database.query('TRUNCATE lead_facts, story_events, inbox_events');
  const sentBack = async () => {
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: SILENT });
    await broker.admin.resetOffsets(
      'reporting',
      contractsConsumedBy('reporting').map(({ topic }) => topic),
    );
    await broker.close();
  };

  it.each([
    ['between emptying the tables and sending the group back', 'emptying', emptied],
    ['before the log was read', 'reading', () => emptied().then(sentBack)],
  ])('that a crash cut short %s is finished by whoever boots next', async (_, phase, left) => {
    await reporting.restart(async () => {
      await left();
      await reporting.database.query(`UPDATE rebuild SET phase = $1, done = 0, started_at = now()`, [phase]);
    });
    await done();
    expect(await numbers()).toEqual(before);
    expect(await state()).toMatchObject({ state: 'idle', error: null });
  });
});
