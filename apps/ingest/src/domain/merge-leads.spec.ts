import fc from 'fast-check';
import { eventOf, ORIGIN } from './event.fixture.js';
import { foldEvent, startLead } from './fold-event.js';
import type { Lead } from './lead.js';
import { mergeLeads } from './merge-leads.js';
import type { PersonEvent } from './providers/provider.js';

const ONE = '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01';
const OTHER = '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b02';
const leadOf = (id: string, ...events: PersonEvent[]): Lead =>
  events.reduce(
    (known, event) => foldEvent(known, event, ORIGIN).lead,
    startLead(id, events[0]?.person.email ?? 'ada@example.com', ORIGIN),
  );
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 8, minutes));

describe('two leads that are one person', () => {
  it('keep the newest word of each field, the oldest credit, the strictest consent and every piece of content', () => {
    const piece = (says: string) => ({
      whereFrom: { kind: 'referral', says, field: 'f' },
      content: [{ kind: 'page', says, field: 'f' }],
      prompted: { kind: 'form', says, field: 'f' },
    });
    const older = leadOf(
      ONE,
      eventOf({
        occurredAt: at(0),
        person: { email: 'ada@example.com', title: 'Clerk', phone: '+4722000000' },
        source: { channel: 'referral' },
        consent: { email: 'denied' },
        passport: piece('first'),
        attributes: { plan: 'free', seats: 3 },
      }),
    );
    const newer = leadOf(
      OTHER,
      eventOf({
        occurredAt: at(5),
        person: { email: 'ada.l@work.example', title: 'COO' },
        source: { channel: 'paid-search' },
        consent: { email: 'granted' },
        passport: piece('second'),
        attributes: { plan: 'pro', seats: null },
      }),
    );
    for (const merged of [mergeLeads(older, newer), mergeLeads(newer, older)]) {
      expect(merged.person).toEqual({
        email: 'ada.l@work.example',
        title: 'COO',
        phone: '+4722000000',
        phoneE164: '+4722000000',
      });
      expect(merged.source.channel).toBe('referral');
      expect(merged.consent.email).toBe('denied');
      expect(merged.passport.whereFrom?.says).toBe('first');
      expect(merged.passport.prompted?.says).toBe('second');
      expect(merged.passport.content.map(({ says }) => says)).toEqual(['first', 'second']);
      expect(merged.attributes).toEqual({ plan: 'pro', seats: 3 });
    }
  });

  it('are what they would be, had they been one from the start', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
    const said = fc.record({
      person: fc.record({ title: maybe(word), phone: maybe(word), city: maybe(word) }),
      company: fc.record({ name: maybe(word) }),
      source: fc.record({ channel: maybe(word) }),
      consent: fc.record({ email: fc.constantFrom('unknown' as const, 'granted' as const, 'denied' as const) }),
      belongsToOther: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), (all) => {
        const events = all.map(({ belongsToOther, ...parts }, minute) => ({
          belongsToOther,
          event: eventOf({ ...parts, person: { email: 'ada@example.com', ...parts.person }, occurredAt: at(minute) }),
        }));
        const together = leadOf(ONE, ...events.map(({ event }) => event));
        const mine = leadOf(ONE, ...events.filter((one) => !one.belongsToOther).map(({ event }) => event));
        const theirs = leadOf(OTHER, ...events.filter((one) => one.belongsToOther).map(({ event }) => event));
        const { person, company, consent, source, stage } = mergeLeads(mine, theirs);
        expect({ person, company, consent, stage }).toEqual({
          person: together.person,
          company: together.company,
          consent: together.consent,
          stage: together.stage,
        });
        expect(source.channel).toEqual(together.source.channel);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('are the same person whichever of the two goes on, where no two words were said at once', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
    const said = fc.record({
      person: fc.record({ title: maybe(word), phone: maybe(word) }),
      company: fc.record({ name: maybe(word) }),
      source: fc.record({ channel: maybe(word) }),
      consent: fc.record({ email: fc.constantFrom('unknown' as const, 'granted' as const, 'denied' as const) }),
    });
    const known = fc.array(said, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(known, known, (some, others) => {
        const eventsOf = (all: typeof some, from: number) =>
          all.map((parts, n) =>
            eventOf({ ...parts, person: { email: `${from}@example.com`, ...parts.person }, occurredAt: at(2 * n + from) }),
          );
        const [one, other] = [leadOf(ONE, ...eventsOf(some, 0)), leadOf(OTHER, ...eventsOf(others, 1))];
        const either = { id: ONE, version: 0 };
        expect({ ...mergeLeads(other, one), ...either }).toEqual({ ...mergeLeads(one, other), ...either });
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
