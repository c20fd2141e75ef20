import { contractOf } from '@baton/contracts';
import fc from 'fast-check';
import { eventOf, ORIGIN } from './event.fixture.js';
import { foldEvent, startLead } from './fold-event.js';
import { joinLeads } from './hear-merge.js';
import type { Lead } from './lead.js';
import { type PastMerge, partLeads } from './part-leads.js';
import type { PersonEvent } from './providers/provider.js';

const ADA = '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01';
const BEA = '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b02';
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 8, minutes));
const leadOf = (id: string, ...events: PersonEvent[]): Lead =>
  events.reduce(
    (known, event) => foldEvent(known, event, ORIGIN).lead,
    startLead(id, events[0]!.person.email!, ORIGIN),
  );

function merged(survivor: Lead, loser: Lead): { past: PastMerge; now: Lead } {
  const joined = joinLeads(survivor, loser, { ...ORIGIN, because: 'person', says: 'the same', at: at(50) });
  return {
    past: {
      survivorBefore: survivor,
      loser: joined.loser,
      survivorKeys: ['email:ada@example.com'],
      loserKeys: ['email:bea@example.com'],
      deliveryId: ORIGIN.deliveryId,
    },
    now: joined.survivor,
  };
}

const ada = leadOf(
  ADA,
  eventOf({ occurredAt: at(0), person: { email: 'ada@example.com', fullName: 'Ada L', title: 'COO' } }),
);
const bea = leadOf(
  BEA,
  eventOf({
    occurredAt: at(5),
    person: { email: 'bea@example.com', fullName: 'Bea L', city: 'Oslo' },
    consent: { email: 'denied' },
  }),
);
const since = (event: Partial<PersonEvent>, deliveryId = ORIGIN.deliveryId) => ({
  event: eventOf({ occurredAt: at(60), ...event }),
  origin: { ...ORIGIN, deliveryId },
});

describe('a merge that is taken back', () => {
  it('gives back both exactly where nothing was heard since, whatever was known of them', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
    const said = fc.record({
      person: fc.record({ fullName: maybe(word), title: maybe(word), phone: maybe(word) }),
      company: fc.record({ name: maybe(word) }),
      source: fc.record({ channel: maybe(word) }),
      consent: fc.record({ email: fc.constantFrom('unknown' as const, 'granted' as const, 'denied' as const) }),
      attributes: fc.dictionary(fc.constantFrom('x', 'y'), fc.oneof(word, fc.constant(null))),
    });
    const known = fc.array(said, { minLength: 1, maxLength: 4 });
    const events = (email: string, all: Array<typeof said extends fc.Arbitrary<infer T> ? T : never>, from: number) =>
      all.map((parts, n) => eventOf({ ...parts, person: { email, ...parts.person }, occurredAt: at(from + n) }));
    fc.assert(
      fc.property(known, known, fc.integer({ min: 0, max: 10 }), (some, others, later) => {
        const one = leadOf(ADA, ...events('ada@example.com', some, later));
        const other = leadOf(BEA, ...events('bea@example.com', others, 5));
        const { past, now } = merged(one, other);
        const { survivor, loser, announcements } = partLeads(past, now, past.loser.version, []);
        expect({ ...survivor, version: one.version, stage: one.stage }).toEqual(one);
        expect({ ...loser, version: other.version }).toEqual(other);
        expect(survivor.version).toBeGreaterThan(now.version);
        expect(loser.version).toBeGreaterThan(past.loser.version);
        for (const { announcement } of announcements) contractOf(announcement.topic)!.schema.parse(announcement.data);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('gives what was heard since to whom it was about, by their keys, and to the survivor where that is nobody', () => {
    const { past, now } = merged(ada, bea);
    const { survivor, loser, loserKeys, loserDeliveries } = partLeads(past, now, past.loser.version, [
      since({ person: { email: 'Bea@Example.com', title: 'CTO' }, identityKeys: ['hubspot:s:7'] }, 'd-bea'),
      since({ person: { city: 'Bergen' }, identityKeys: ['hubspot:s:7'] }, 'd-bea-too'),
      since({ person: { email: 'ada@example.com', phone: '22 33 44 55' } }, 'd-ada'),
      since({ person: { email: 'third@example.com', country: 'Norway' } }, 'd-third'),
    ]);
    expect(loser.person).toMatchObject({ fullName: 'Bea L', title: 'CTO', city: 'Bergen' });
    expect(survivor.person).toMatchObject({ fullName: 'Ada L', title: 'COO', phone: '22 33 44 55', country: 'Norway' });
    expect(survivor.consent.email).toBe('unknown');
    expect(loserKeys).toEqual(['email:bea@example.com', 'hubspot:s:7']);
    expect([...loserDeliveries.keys()]).toEqual(['d-bea', 'd-bea-too']);
  });

  it('is told of both, with all that is known of the one that had ended', () => {
    const { past, now } = merged(ada, bea);
    const { announcements } = partLeads(past, now, past.loser.version, []);
    expect(announcements.map(({ about, announcement: { topic } }) => [about.id, topic])).toEqual([
      [ADA, 'lead.updated'],
      [BEA, 'lead.updated'],
    ]);
    expect(announcements[0]?.announcement.data).toMatchObject({
      changes: expect.arrayContaining([expect.objectContaining({ field: 'person.city' })]),
    });
  });

  it('leaves a survivor that was told of as a lead one, and an inquiry that nobody was told of untold', () => {
    const address = leadOf(ADA, eventOf({ occurredAt: at(0) }));
    const { past, now } = merged(address, bea);
    expect(partLeads(past, now, past.loser.version, []).survivor.stage).toBe('lead');
    const inquiry = leadOf(BEA, eventOf({ person: { email: 'bea@example.com' } }));
    const other = merged(ada, inquiry);
    const parted = partLeads(other.past, other.now, other.past.loser.version, []);
    expect(parted.announcements.filter(({ about }) => about.id === BEA)).toEqual([]);
    const named = since({ person: { email: 'bea@example.com', fullName: 'Bea L' } });
    const told = partLeads(other.past, other.now, other.past.loser.version, [named]).announcements;
    expect(told.filter(({ about }) => about.id === BEA).map(({ announcement: { topic } }) => topic)).toEqual([
      'lead.created',
      'lead.updated',
    ]);
  });
});
