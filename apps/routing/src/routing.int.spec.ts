import {
  contractOf,
  type DataOf,
  leadAccepted,
  leadContacted,
  leadErased,
  leadMerged,
  leadQualified,
  leadRejected,
  leadUpdated,
} from '@baton/contracts';
import { Clock } from '@baton/service-kit';
import { eventually, receivedEvent, SettableClock, startTestService, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { SettleClocks } from './application/settle-clocks.js';
import { RoutingEvents } from './events/routing.events.js';
import type { ShownAssignment } from './infrastructure/assignments.js';
import type { Calendar } from './infrastructure/sales-teams.js';
import { routing as definition } from './routing.service.js';

const example = contractOf('lead.qualified')!.example as DataOf<typeof leadQualified>;
const qualified = (leadId: string, country = 'NO') =>
  receivedEvent(leadQualified, {
    subject: leadId,
    sequence: 2,
    data: { ...example, leadId, decisionId: newId(), person: { ...example.person, country } },
  });

const calendarId = newId();
const [nordics, asia] = [newId(), newId()];
const [ann, bo, kei] = [newId(), newId(), newId()];
const MONDAY = '2026-03-02T09:00:00.000Z';

let routing: TestService;
let events: RoutingEvents;
const clock = new SettableClock(MONDAY);

const put = (url: string, body: object) => routing.call('manager', 'PUT', url, body);
const rep = (name: string, teamId: string, change: object = {}) => ({
  name,
  email: `${name.toLowerCase()}@sales.example`,
  teamId,
  capacity: 20,
  ...change,
});
const take = (...some: ReturnType<typeof qualified>[]) => routing.inTransaction((uow) => events.qualified(some, uow));
const said = async (leadId: string, ...topics: string[]) =>
  (await routing.published(...topics)).filter(({ subject }) => subject === leadId);

beforeAll(async () => {
  routing = await startTestService(definition, { override: [{ token: Clock, by: clock }] });
  events = routing.app.get(RoutingEvents);
}, 60_000);
afterAll(() => routing.stop());
beforeEach(() => clock.set(MONDAY));

it('keeps a lead while there is nobody to take it, and routes it once somebody comes', async () => {
  const lead = newId();
  await take(qualified(lead));
  expect((await routing.call('manager', 'GET', '/unrouted')).body).toMatchObject([{ leadId: lead }]);
  expect(await said(lead)).toEqual([]);

  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
  expect((await put(`/calendars/${calendarId}`, { name: 'Oslo', zone: 'Europe/Oslo', weekly })).status).toBe(200);
  expect((await put(`/teams/${nordics}`, { name: 'Nordics', calendarId })).status).toBe(200);
  expect((await put(`/teams/${asia}`, { name: 'Asia', calendarId })).status).toBe(200);
  expect((await put(`/reps/${ann}`, rep('Ann', nordics))).status).toBe(200);

  const [routed] = await eventually(async () => {
    const found = await said(lead, 'lead.routed');
    return found.length > 0 && found;
  });
  expect(routed!.data.rep).toEqual({ id: ann, name: 'Ann' });
  expect((await routing.call('manager', 'GET', '/unrouted')).body).toEqual([]);
});

describe('routing', () => {
  beforeAll(async () => {
    await put(`/reps/${bo}`, rep('Bo', nordics));
    await put(`/reps/${kei}`, rep('Kei', asia));
    await put('/promises', { respondMinutes: 60, decideMinutes: 480 });
    await put('/rules', [
      { id: 'nordic', says: 'Nordic country', when: { field: 'person.country', op: 'in', value: ['NO', 'SE'] }, target: { teamId: nordics } },
      { id: 'rest', says: 'The rest of the world', when: { all: [] }, target: { repId: kei } },
    ]);
  });

  it('gives a lead an owner by the first rule, and two deadlines in business time', async () => {
    clock.set('2026-03-06T15:30:00.000Z');
    const [norway, japan] = [newId(), newId()];
    await take(qualified(norway), qualified(japan, 'JP'));
    const [routed] = await said(norway, 'lead.routed');
    expect(routed).toMatchObject({
      sequence: 1,
      data: {
        attempt: 1,
        rule: { id: 'nordic' },
        team: { id: nordics, name: 'Nordics' },
        timeZone: 'Europe/Oslo',
        respondBy: '2026-03-09T08:30:00.000Z',
        decideBy: '2026-03-09T15:30:00.000Z',
        person: example.person,
        passport: example.passport,
      },
    });
    expect((await said(japan, 'lead.routed'))[0]!.data.rep.id).toBe(kei);
  });

  it('routes a lead once, however often it is told', async () => {
    const lead = newId();
    await take(qualified(lead), qualified(lead));
    await take(qualified(lead));
    expect(await said(lead, 'lead.routed')).toHaveLength(1);
  });

  it('deals a batch out evenly, and goes on evenly in batches at once', async () => {
    const counts = async () =>
      new Map<string, number>(
        (await routing.database.query('SELECT rep_id, open FROM rep_loads')).map((row: { rep_id: string; open: number }) => [row.rep_id, row.open]),
      );
    const before = await counts();
    await Promise.all([10, 10, 10].map((count) => take(...Array.from({ length: count }, () => qualified(newId())))));
    const after = await counts();
    expect(after.get(ann)! - before.get(ann)! + (after.get(bo)! - (before.get(bo) ?? 0))).toBe(30);
    expect(Math.abs(after.get(ann)! - after.get(bo)!)).toBeLessThanOrEqual(1);
  });

  const contextOf = async (leadId: string, at: string) => {
    const [routed] = await said(leadId, 'lead.routed');
    const { assignmentId, attempt, decisionId, rep: owner } = routed!.data;
    return { leadId, assignmentId, attempt, decisionId, rep: owner, at };
  };
  const readings = async (leadId: string) =>
    (await said(leadId, 'sla.met', 'sla.breached')).map(({ topic, data }) => `${topic} ${data.clock} ${data.businessMinutes}/${data.wallMinutes}`);

  it('stops the clocks by what the rep does, in business and in wall time', async () => {
    const lead = newId();
    clock.set('2026-03-06T15:30:00.000Z');
    await take(qualified(lead));
    const contacted = receivedEvent(leadContacted, {
      subject: lead,
      sequence: 1,
      data: { ...(await contextOf(lead, '2026-03-06T15:47:00.000Z')), channel: 'phone', outcome: 'no-answer', number: 1 },
    });
    const accepted = receivedEvent(leadAccepted, { subject: lead, sequence: 2, data: await contextOf(lead, '2026-03-09T08:10:00.000Z') });
    await routing.inTransaction((uow) => events.contacted([contacted, contacted], uow));
    await routing.inTransaction((uow) => events.accepted([accepted], uow));
    expect(await readings(lead)).toEqual(['sla.met respond 17/17', 'sla.met decide 40/3880']);
    const [shown] = (await routing.call('manager', 'GET', `/assignments/${lead}`)).body;
    expect(shown.state).toBe('closed');
    expect(shown.clocks.map(({ state }: { state: string }) => state)).toEqual(['met', 'met']);
  });

  it('frees the rep when the lead is decided, once', async () => {
    const lead = newId();
    await take(qualified(lead, 'JP'));
    const open = async () => (await routing.database.query('SELECT open FROM rep_loads WHERE rep_id = $1', [kei]))[0].open;
    const before = await open();
    const rejected = receivedEvent(leadRejected, {
      subject: lead,
      sequence: 1,
      data: { ...(await contextOf(lead, '2026-03-02T09:05:00.000Z')), reasons: ['NO_NEED'] },
    });
    await routing.inTransaction((uow) => events.rejected([rejected], uow));
    await routing.inTransaction((uow) => events.rejected([rejected], uow));
    expect(await open()).toBe(before - 1);
    expect(await readings(lead)).toEqual(['sla.met decide 5/5', 'sla.met respond 5/5']);
  });

  it('says exactly once that a promise was not kept, with two instances at work', async () => {
    const second = await startTestService(definition, { schema: routing.schema, override: [{ token: Clock, by: clock }] });
    try {
      const leads = Array.from({ length: 40 }, () => newId());
      await take(...leads.map((lead) => qualified(lead)));
      clock.advance(61 * 60_000);
      const due = () => routing.inTransaction((uow) => routing.app.get(SettleClocks).due(7, uow));
      const dueThere = () => second.inTransaction((uow) => second.app.get(SettleClocks).due(5, uow));
      await eventually(async () => (await Promise.all([due(), dueThere(), due(), dueThere()])).every((done) => done === 0));
      // What the services' own timers have in hand is passed over until they are through.
      for (const lead of leads) await eventually(async () => (await readings(lead)).length > 0);
      for (const lead of leads) expect(await readings(lead)).toEqual(['sla.breached respond 60/60']);
    } finally {
      await second.stop();
    }
  });

  it('counts an act after the deadline as too late, even before anybody noticed', async () => {
    const lead = newId();
    clock.set('2026-03-02T16:30:00.000Z');
    await take(qualified(lead));
    clock.set('2026-03-02T10:00:00.000Z');
    const late = receivedEvent(leadAccepted, { subject: lead, sequence: 1, data: await contextOf(lead, '2026-03-04T16:00:00.000Z') });
    await routing.inTransaction((uow) => events.accepted([late], uow));
    expect(await readings(lead)).toEqual(['sla.breached decide 480/1410']);
  });

  it('takes a breach back when it hears late of an act in time, and never says it twice', async () => {
    const lead = newId();
    await take(qualified(lead));
    const due = () => routing.inTransaction((uow) => routing.app.get(SettleClocks).due(50, uow));
    clock.advance(60 * 60_000 + 1_000);
    await due();
    expect(await readings(lead)).toEqual([]);
    clock.advance(60_000);
    await eventually(async () => (await due(), (await readings(lead)).length > 0));

    const contacted = async (number: number, at: string) =>
      receivedEvent(leadContacted, {
        subject: lead,
        sequence: number,
        data: { ...(await contextOf(lead, at)), channel: 'phone', outcome: 'no-answer', number },
      });
    const [inTime, tooLate] = [await contacted(1, '2026-03-02T09:50:00.000Z'), await contacted(2, '2026-03-02T10:00:30.000Z')];
    await routing.inTransaction((uow) => events.contacted([tooLate], uow));
    expect(await readings(lead)).toEqual(['sla.breached respond 60/60']);
    await routing.inTransaction((uow) => events.contacted([tooLate, inTime], uow));
    await routing.inTransaction((uow) => events.contacted([inTime], uow));
    expect(await readings(lead)).toEqual(['sla.breached respond 60/60', 'sla.met respond 50/50']);
    expect((await said(lead)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('counts an attempt in time that arrives after the rejection', async () => {
    const lead = newId();
    await take(qualified(lead));
    const late = await contextOf(lead, '2026-03-02T10:30:00.000Z');
    const early = await contextOf(lead, '2026-03-02T09:10:00.000Z');
    const rejected = receivedEvent(leadRejected, { subject: lead, sequence: 2, data: { ...late, reasons: ['NO_NEED'] } });
    const contacted = receivedEvent(leadContacted, {
      subject: lead,
      sequence: 1,
      data: { ...early, channel: 'email', outcome: 'reached', number: 1 },
    });
    await routing.inTransaction((uow) => events.rejected([rejected], uow));
    await routing.inTransaction((uow) => events.contacted([contacted], uow));
    expect((await readings(lead)).at(-1)).toBe('sla.met respond 10/10');
  });

  it('lets an act about a hand-over that it does not know pass', async () => {
    const data = { leadId: newId(), assignmentId: newId(), attempt: 1, decisionId: newId(), rep: { id: ann, name: 'Ann' }, at: MONDAY };
    const accepted = receivedEvent(leadAccepted, { subject: data.leadId, sequence: 1, data });
    await routing.inTransaction((uow) => events.accepted([accepted], uow));
    expect(await said(data.leadId)).toEqual([]);
  });

  it('keeps running clocks by the calendar that they were started with', async () => {
    const lead = newId();
    await take(qualified(lead));
    const calendars = (await routing.call<Calendar[]>('manager', 'GET', '/calendars')).body;
    const { name, zone, weekly } = calendars.find(({ id }) => id === calendarId)!;
    await put(`/calendars/${calendarId}`, { name, zone, weekly, holidays: ['2026-03-02'] });
    clock.advance(61 * 60_000);
    await eventually(async () => (await readings(lead)).length > 0);
    expect(await readings(lead)).toEqual(['sla.breached respond 60/60']);
    await put(`/calendars/${calendarId}`, { name, zone, weekly });
  });
});

const erased = (leadId: string, sequence = 9) =>
  receivedEvent(leadErased, { subject: leadId, sequence, data: { leadId, because: 'person', at: MONDAY } });
const merged = (leadId: string, sequence: number) =>
  receivedEvent(leadMerged, { subject: leadId, sequence, data: { ...leadMerged.example, leadId } });
const updated = (leadId: string, sequence: number) =>
  receivedEvent(leadUpdated, { subject: leadId, sequence, data: { ...leadUpdated.example, leadId } });
const tell = {
  erased: (...some: ReturnType<typeof erased>[]) => routing.inTransaction((uow) => events.erased(some, uow)),
  merged: (...some: ReturnType<typeof merged>[]) => routing.inTransaction((uow) => events.merged(some, uow)),
  updated: (...some: ReturnType<typeof updated>[]) => routing.inTransaction((uow) => events.updated(some, uow)),
};
const openLeads = async () => (await routing.database.query('SELECT open FROM rep_loads WHERE rep_id = $1', [kei]))[0].open;
const shownAssignments = async (leadId: string) =>
  (await routing.call('manager', 'GET', `/assignments/${leadId}`)).body as ShownAssignment[];
const dueClocks = () => routing.inTransaction((uow) => routing.app.get(SettleClocks).due(500, uow));
const verdictOn = async (leadId: string) => {
  const [routed] = await said(leadId, 'lead.routed');
  const { assignmentId, attempt, decisionId, rep: owner } = routed!.data;
  const data = { leadId, assignmentId, attempt, decisionId, rep: owner, at: '2026-03-02T09:05:00.000Z' };
  return receivedEvent(leadAccepted, { subject: leadId, sequence: 1, data });
};

describe('a person who is to be forgotten', () => {
  it('leaves the rep, whose load goes down, and no promise is broken over them', async () => {
    const lead = newId();
    const before = await openLeads();
    await take(qualified(lead, 'JP'));
    expect(await openLeads()).toBe(before + 1);
    await tell.erased(erased(lead), erased(lead, 10));
    await tell.erased(erased(lead, 11));
    expect(await openLeads()).toBe(before);
    clock.set('2026-03-20T09:00:00.000Z');
    await dueClocks();
    expect((await said(lead)).map(({ topic }) => topic)).toEqual(['lead.routed', 'routing.erased']);
    expect((await said(lead, 'routing.erased'))[0]).toMatchObject({ sequence: 2, data: { leadId: lead } });
    expect(await routing.database.query('SELECT FROM leads WHERE lead_id = $1', [lead])).toEqual([]);
    expect(await shownAssignments(lead)).toMatchObject([
      { state: 'withdrawn', clocks: [{ state: 'stopped' }, { state: 'stopped' }] },
    ]);
  });

  it('stays forgotten, though everything else about them comes later', async () => {
    const lead = newId();
    await tell.erased(erased(lead));
    await tell.merged(merged(lead, 8));
    await tell.updated(updated(lead, 12));
    await take(qualified(lead));
    expect((await said(lead)).map(({ topic }) => topic)).toEqual(['routing.erased']);
    for (const table of ['leads', 'lead_standings', 'assignments']) {
      expect(await routing.database.query(`SELECT FROM ${table} WHERE lead_id = $1`, [lead])).toEqual([]);
    }
  });

  it('is gone even where the deed and the hand-over are handled at once', async () => {
    const leads = Array.from({ length: 20 }, () => newId());
    await Promise.all(leads.flatMap((lead) => [take(qualified(lead, 'JP')), tell.erased(erased(lead))]));
    const open = await routing.database.query(
      `SELECT FROM assignments WHERE lead_id = ANY($1::uuid[]) AND state = 'open'`,
      [leads],
    );
    expect(open).toEqual([]);
    expect(await routing.database.query('SELECT FROM leads WHERE lead_id = ANY($1::uuid[])', [leads])).toEqual([]);
  });
});

describe('a lead that was merged into another', () => {
  it('leaves the rep, whose load goes down, and no promise is broken over it', async () => {
    const lead = newId();
    const before = await openLeads();
    await take(qualified(lead, 'JP'));
    await tell.merged(merged(lead, 4));
    await tell.merged(merged(lead, 4));
    expect(await openLeads()).toBe(before);
    clock.set('2026-03-20T09:00:00.000Z');
    await dueClocks();
    expect((await said(lead)).map(({ topic }) => topic)).toEqual(['lead.routed']);
  });

  it('gets no owner when it qualifies later, until an update of ingest’s takes the merge back', async () => {
    const lead = newId();
    await tell.merged(merged(lead, 4));
    await tell.updated(updated(lead, 3));
    await take(qualified(lead));
    expect(await said(lead)).toEqual([]);
    expect((await routing.call('manager', 'GET', '/unrouted')).body).toEqual([]);
    await tell.updated(updated(lead, 5));
    await eventually(async () => (await said(lead, 'lead.routed')).length === 1);
  });

  it('is handed over anew once the merge is taken back, even where that is heard of first', async () => {
    const [lead, early] = [newId(), newId()];
    await take(qualified(lead), qualified(early));
    await tell.merged(merged(lead, 4));
    await tell.updated(updated(lead, 5), updated(early, 5));
    await tell.merged(merged(early, 4));
    const [first, second] = await eventually(async () => {
      const routed = await said(lead, 'lead.routed');
      return routed.length === 2 && routed;
    });
    expect([first!.data.attempt, second!.data.attempt]).toEqual([1, 2]);
    expect(second!.data.assignmentId).not.toBe(first!.data.assignmentId);
    expect(await shownAssignments(early)).toMatchObject([{ state: 'open', attempt: 1 }]);
  });

  it('keeps a verdict that was given, whether heard of before the merge or after', async () => {
    const [before, after] = [newId(), newId()];
    const load = await openLeads();
    await take(qualified(before, 'JP'), qualified(after, 'JP'));
    const [first, second] = [await verdictOn(before), await verdictOn(after)];
    await routing.inTransaction((uow) => events.accepted([first], uow));
    await tell.merged(merged(before, 4), merged(after, 4));
    await routing.inTransaction((uow) => events.accepted([second], uow));
    await tell.updated(updated(before, 5), updated(after, 5));
    for (const lead of [before, after]) expect(await shownAssignments(lead)).toMatchObject([{ state: 'closed', attempt: 1 }]);
    expect(await openLeads()).toBe(load);
  });
});

describe('what managers keep', () => {
  it('has a calendar and promises from the start, so that a team needs no more than a name', async () => {
    const fresh = await startTestService(definition, { override: [{ token: Clock, by: clock }] });
    try {
      expect((await fresh.call('manager', 'GET', '/promises')).body).toEqual({ respondMinutes: 60, decideMinutes: 480 });
      const [calendar] = (await fresh.call('manager', 'GET', '/calendars')).body;
      expect(calendar).toMatchObject({ zone: 'UTC', holidays: [] });
      const [team, owner, lead] = [newId(), newId(), newId()];
      expect((await fresh.call('manager', 'PUT', `/teams/${team}`, { name: 'Sales' })).body.calendarId).toBe(calendar.id);
      await fresh.call('manager', 'PUT', `/reps/${owner}`, rep('Ann', team));
      clock.set('2026-03-06T16:30:00.000Z');
      await fresh.inTransaction((uow) => fresh.app.get(RoutingEvents).qualified([qualified(lead)], uow));
      const [routed] = await fresh.published('lead.routed');
      expect(routed!.data).toMatchObject({ respondBy: '2026-03-09T09:30:00.000Z', decideBy: '2026-03-09T16:30:00.000Z' });
    } finally {
      await fresh.stop();
    }
  });

  it('keeps every version of a calendar that is changed by several people at once', async () => {
    const id = newId();
    const names = ['a', 'b', 'c', 'd'];
    const weekly = [{ day: 1, from: '09:00', to: '17:00' }];
    const answers = await Promise.all(names.map((name) => put(`/calendars/${id}`, { name, zone: 'UTC', weekly })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const versions = await routing.database.query('SELECT version FROM calendars WHERE id = $1 ORDER BY version', [id]);
    expect(versions).toEqual([1, 2, 3, 4].map((version) => ({ version })));
  });

  it.each([
    ['a team without a calendar that exists', `/teams/${newId()}`, { name: 'X', calendarId: newId() }, 'calendarId'],
    ['a rep of no team', `/reps/${newId()}`, rep('Zoe', newId()), 'teamId'],
    ['a zone that is an offset', `/calendars/${newId()}`, { name: 'X', zone: '+01:00', weekly: [{ day: 1, from: '09:00', to: '17:00' }] }, 'zone'],
    ['a rule that points at nobody', '/rules', [{ id: 'x', says: 'x', when: { all: [] }, target: { repId: newId() } }], '0.target'],
    ['a promise of no time', '/promises', { respondMinutes: 0, decideMinutes: 10 }, 'respondMinutes'],
  ])('refuses %s', async (_, url, body, path) => {
    const refused = await put(url, body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].path).toBe(path);
  });

  it('is for managers and operators', async () => {
    expect((await routing.call('rep', 'PUT', '/rules', [])).status).toBe(403);
    expect((await routing.call('rep', 'GET', '/reps')).status).toBe(200);
  });
});
