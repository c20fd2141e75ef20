import { leadErased, leadMerged, leadUpdated } from '@baton/contracts';
import { Transactions } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { startTestPostgres, type ServiceTestDatabase } from '@baton/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { type Course, course, endings } from '../test/courses.fixture.js';
import { type EventToSend, receivedFrom } from '../test/sent-event.fixture.js';
import { ForgetPeople } from './application/forget-people.js';
import { ProjectEvents } from './application/project-events.js';
import { type CountedPeople, funnelOf } from './domain/funnel.js';
import { decisionOn, verdictOn } from './domain/standing.js';
import { tell } from './domain/story.js';
import { FunnelCounts } from './infrastructure/funnel-counts.js';
import { Projections } from './infrastructure/projections.js';
import { reportingDatabase } from './infrastructure/reporting.database.js';
import { Stories } from './infrastructure/stories.js';

let schema: ServiceTestDatabase;
let database: DataSource;
beforeAll(async () => {
  schema = await (await startTestPostgres()).createServiceDatabase(reportingDatabase);
  database = await schema.dataSource();
});
afterAll(async () => {
  await database.destroy();
  await schema.drop();
});
beforeEach(() => database.query('TRUNCATE lead_facts, story_events, forgotten_subjects'));

/** Handles a batch as the consumer would, without the inbox: so the projections must stand a repeat by themselves. */
const project = (events: readonly EventToSend[]) =>
  new Transactions(database, 'reporting').run((uow) =>
    new ProjectEvents(new Projections()).project(events.map(receivedFrom), uow),
  );

const dump = async () => ({
  facts: await database.query('SELECT * FROM lead_facts ORDER BY lead_id'),
  story: await database.query('SELECT event_id, subject, topic, data FROM story_events ORDER BY event_id'),
});

const courses: Course[] = endings.map((ending) => course(ending, { campaign: 'spring' }));
const events = courses.flatMap((one) => one.events);

/** What Kafka may do: each topic in order for a lead, topics in any order among each other, repeats, any batches. */
const anyDelivery = fc
  .record({
    shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
    repeats: fc.array(fc.constantFrom(...events), { maxLength: 20 }),
    size: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ shuffled, repeats, size }) => {
    const all = [...shuffled, ...repeats];
    return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
      all.slice(index * size, (index + 1) * size),
    );
  });

describe('the projections', () => {
  it('are the same in whatever order, batches and number the events come', async () => {
    await project(events);
    const expected = await dump();
    expect(expected.facts).toHaveLength(courses.length);
    await fc.assert(
      fc.asyncProperty(anyDelivery, async (batches) => {
        await database.query('TRUNCATE lead_facts, story_events');
        for (const batch of batches) await project(batch);
        expect(await dump()).toEqual(expected);
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it('stand many writers at once, about the same leads', async () => {
    await project(events);
    const expected = await dump();
    await database.query('TRUNCATE lead_facts, story_events');
    const topics = Map.groupBy(events, ({ contract }) => contract.topic);
    await Promise.all([...topics.values(), ...topics.values()].map((batch) => project(batch.reverse())));
    expect(await dump()).toEqual(expected);
  });

  it('of a verdict that comes before its lead end right', async () => {
    const { events: own } = course('won', { campaign: 'spring' });
    for (const event of [...own].reverse()) await project([event]);
    const { totals } = funnelOf(await new FunnelCounts(database).count({}), new Map());
    expect(totals).toMatchObject({ received: 1, held: 0, qualified: 1, routed: 1, accepted: 1, won: 1 });
  });
});

const about = (leadId: string, contract: typeof leadErased | typeof leadMerged | typeof leadUpdated, sequence: number) => ({
  contract,
  id: newId(),
  subject: leadId,
  sequence,
  time: new Date('2026-06-01T10:00:00.000Z'),
  data: { ...contract.example, leadId },
});

describe('a person who is to be forgotten', () => {
  const forget = (event: EventToSend) =>
    new Transactions(database, 'reporting').run((uow) =>
      new ForgetPeople(new Projections(), new Clock()).execute(
        [receivedFrom(event) as Parameters<ForgetPeople['execute']>[0][number]],
        uow,
      ),
    );
  const totals = async () => funnelOf(await new FunnelCounts(database).count({}), new Map());

  it('leaves the numbers as they were and nothing else, whenever the word comes', async () => {
    const { leadId, events: own } = course('won', { campaign: 'spring' });
    const [stranger] = courses as [Course];
    await project([...own, ...stranger.events]);
    const numbers = await totals();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(own, { minLength: own.length }),
        fc.integer({ min: 0, max: own.length }),
        async (shuffled, before) => {
          await database.query('TRUNCATE lead_facts, story_events, forgotten_subjects');
          await project([...stranger.events, ...shuffled.slice(0, before)]);
          await forget(about(leadId, leadErased, 9));
          await project(shuffled.slice(before));
          expect(await totals()).toEqual(numbers);
          const { facts, story } = await dump();
          expect(story.every(({ subject }: { subject: string }) => subject === stranger.leadId)).toBe(true);
          const kept = JSON.stringify(facts.filter(({ lead_id }: { lead_id: string }) => lead_id === leadId));
          expect(kept).toContain('"email":null,"full_name":null,"title":null,"company":null,"search":"  "');
          expect(kept).not.toMatch(/@|Nora|Lind|Fjordworks|Head of/);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('is confirmed once, and on no list', async () => {
    const { leadId, events: own } = course('won', { campaign: 'spring' });
    await project(own);
    await forget(about(leadId, leadErased, 9));
    await forget(about(leadId, leadErased, 10));
    const confirmed = await database.query(
      `SELECT payload FROM outbox_events WHERE topic = 'reporting.erased' AND key = convert_to($1, 'UTF8')`,
      [leadId],
    );
    expect(confirmed).toHaveLength(1);
    expect(await new Stories(database).search({ query: '', limit: 10 })).toEqual([]);
  });
});

describe('a lead that was merged into another', () => {
  it('neither counts nor is listed, and its story says why, until a later update takes it back', async () => {
    const [stays, ends] = [course('held', { campaign: 'spring' }), course('won', { campaign: 'spring' })];
    const received = async () => ({
      counted: funnelOf(await new FunnelCounts(database).count({}), new Map()).totals.received,
      listed: (await new Stories(database).search({ query: '', limit: 10 })).length,
    });
    const all = [...stays.events, ...ends.events, about(ends.leadId, leadMerged, 4)];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (shuffled) => {
        await database.query('TRUNCATE lead_facts, story_events');
        for (const event of shuffled) await project([event]);
        expect(await received()).toEqual({ counted: 1, listed: 1 });
        await project([about(ends.leadId, leadUpdated, 5)]);
        expect(await received()).toEqual({ counted: 2, listed: 2 });
      }),
      { numRuns: 10, seed: 3 },
    );
    const told = tell(await new Stories(database).events(ends.leadId));
    expect(told.map(({ says }) => says)).toContain(
      'Found to be the same person as another lead: HubSpot merged contact 251 into contact 88.',
    );
  });
});

describe('the funnel', () => {
  const funnel = async (query = {}) => funnelOf(await new FunnelCounts(database).count(query), new Map());

  it('counts each lead where it stands', async () => {
    await project(events);
    expect((await funnel()).totals).toEqual({
      received: 9,
      inquiry: 1,
      undecided: 1,
      held: 1,
      qualified: 6,
      routed: 5,
      accepted: 2,
      rejected: 1,
      rejectedBy: [
        { code: 'NO_PROJECT', says: 'No project', main: 1, any: 1 },
        { code: 'NOT_DECISION_ROLE', says: 'Does not decide', main: 0, any: 1 },
      ],
      won: 1,
      told: 0,
      toldOtherwise: 0,
    });
  });

  it('moves a held lead that qualifies later, and keeps it in the week in which it was received', async () => {
    const { events: own } = course('qualified', {
      campaign: 'spring',
      receivedAt: '2026-03-08T23:59:59.999Z',
    });
    const qualified = own.findIndex(({ contract }) => contract.topic === 'lead.qualified');
    await project(own.slice(0, qualified));
    expect((await funnel()).totals).toMatchObject({ received: 1, held: 1, qualified: 0 });
    await project(own.slice(qualified));
    expect((await funnel()).rows).toMatchObject([{ week: '2026-W10', received: 1, held: 0, qualified: 1 }]);
  });

  it('is filtered by days in UTC, and by campaign', async () => {
    const at = (campaign: string, receivedAt: string) => course('held', { campaign, receivedAt }).events;
    await project([
      ...at('a', '2026-03-01T23:59:59.999Z'),
      ...at('a', '2026-03-02T00:00:00.000Z'),
      ...at('b', '2026-03-03T23:59:59.999Z'),
      ...at('b', '2026-03-04T00:00:00.000Z'),
    ]);
    const received = async (query: object) => (await funnel(query)).totals.received;
    expect(await received({ from: '2026-03-02', to: '2026-03-03' })).toBe(2);
    expect(await received({ from: '2026-03-02' })).toBe(3);
    expect(await received({ campaign: 'a' })).toBe(2);
    expect(await received({ campaign: null })).toBe(0);
  });

  it('says in SQL what the domain says', async () => {
    const at = fc.constantFrom(null, '2026-03-02T10:00:00Z');
    const attempt = fc.constantFrom(null, 1, 2, 3);
    const anyFacts = fc.record({
      inquiryAt: at,
      leadAt: at,
      heldAt: at,
      qualifiedAt: at,
      routedAttempt: attempt,
      acceptedAttempt: attempt,
      rejectedAttempt: attempt,
    });
    // Accepted and rejected in one attempt cannot be: feedback gives one verdict a hand-over.
    const possible = anyFacts.filter(
      (facts) => !facts.acceptedAttempt || facts.acceptedAttempt !== facts.rejectedAttempt,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(possible, { minLength: 50, maxLength: 100 }), async (people) => {
        await database.query('TRUNCATE lead_facts');
        await database.query(
          `INSERT INTO lead_facts (lead_id, received_at, inquiry_at, lead_at, held_at, qualified_at, routed_at, routed_attempt,
             accepted_attempt, rejected_attempt, rejection_reasons)
           SELECT gen_random_uuid(), '2026-03-02', "inquiryAt", "leadAt", "heldAt", "qualifiedAt",
             CASE WHEN "routedAttempt" IS NOT NULL THEN now() END, "routedAttempt", "acceptedAttempt", "rejectedAttempt",
             CASE WHEN "rejectedAttempt" IS NOT NULL THEN ARRAY['NO_NEED'] END
           FROM jsonb_to_recordset($1::jsonb) AS given ("inquiryAt" timestamptz, "leadAt" timestamptz, "heldAt" timestamptz,
             "qualifiedAt" timestamptz, "routedAttempt" int, "acceptedAttempt" int, "rejectedAttempt" int)`,
          [JSON.stringify(people)],
        );
        const expected = people.map((facts): CountedPeople => {
          const verdict = verdictOn(facts);
          return {
            campaign: null,
            weekStart: '2026-03-02',
            decision: decisionOn(facts),
            routed: facts.routedAttempt !== null,
            verdict,
            reasons: verdict === 'rejected' ? ['NO_NEED'] : [],
            won: false,
            told: null,
            count: 1,
          };
        });
        expect(await funnel()).toEqual(funnelOf(expected, new Map()));
      }),
      { numRuns: 10, seed: 3 },
    );
  });
});
