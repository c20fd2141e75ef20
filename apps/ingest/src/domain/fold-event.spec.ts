import fc from 'fast-check';
import { eventOf, ORIGIN } from './event.fixture.js';
import { foldEvent, startLead, timeOf } from './fold-event.js';
import type { Lead } from './lead.js';
import type { PersonEvent } from './providers/provider.js';

const start = () => startLead('019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01', 'ada@example.com', ORIGIN);
const fold = (lead: Lead, ...events: PersonEvent[]) =>
  events.reduce((known, event) => foldEvent(known, event, ORIGIN).lead, lead);
const at = (time: string) => new Date(`2026-03-01T${time}:00.000Z`);
const answer = (says: string) => ({ kind: 'page', says, field: 'data.content' });

describe('folding what is said about a person', () => {
  it('lets the newest word win, in whatever order the words arrive', () => {
    const old = eventOf({ occurredAt: at('08:00'), person: { title: 'Clerk', phone: '1' } });
    const recent = eventOf({ occurredAt: at('09:00'), person: { title: 'COO' } });
    for (const order of [
      [old, recent],
      [recent, old],
    ]) {
      expect(fold(start(), ...order).person).toMatchObject({ title: 'COO', phone: '1' });
    }
  });

  it('makes a whole name of two halves, and keeps a whole one that is known when half of one comes', () => {
    expect(
      fold(start(), eventOf({ person: { givenName: 'Ada', familyName: 'Lovelace' } })).person.fullName,
    ).toBe('Ada Lovelace');
    const half = eventOf({ occurredAt: new Date('2026-03-02T09:10:00Z'), person: { givenName: 'Ada' } });
    expect(fold(start(), eventOf({ person: { fullName: 'Ada Lovelace' } }), half).person.fullName).toBe(
      'Ada Lovelace',
    );
  });

  it('never blanks what is known', () => {
    const told = eventOf({ person: { title: 'COO' }, attributes: { plan: 'pro' } });
    const silent = eventOf({
      occurredAt: new Date('2026-03-02T09:10:00Z'),
      person: { title: undefined },
      attributes: { plan: null, seats: null },
    });
    const lead = fold(start(), told, silent);
    expect(lead.person.title).toBe('COO');
    expect(lead.attributes).toEqual({ plan: 'pro', seats: null });
  });

  it('keeps the credit with the first source that says how the person came', () => {
    const silent = eventOf({ occurredAt: at('07:00') });
    const first = eventOf({ occurredAt: at('08:00'), source: { channel: 'referral' } });
    const later = eventOf({ occurredAt: at('09:00'), source: { channel: 'paid-search' } });
    expect(fold(start(), later, silent, first).source.channel).toBe('referral');
  });

  it('keeps the first answer to “How did you hear about us?”, whichever source has the credit', () => {
    const tracked = eventOf({ occurredAt: at('08:00'), source: { channel: 'paid-search' } });
    const told = eventOf({ occurredAt: at('09:00'), source: { selfReported: 'A friend' } });
    const again = eventOf({ occurredAt: at('09:30'), source: { channel: 'email', selfReported: 'Google' } });
    for (const order of [[tracked, told, again], [again, told, tracked], [told, again, tracked]]) {
      expect(fold(start(), ...order).source).toMatchObject({ channel: 'paid-search', selfReported: 'A friend' });
    }
  });

  it('keeps each piece of content once, newest last, with its evidence', () => {
    const guide = eventOf({
      occurredAt: at('09:00'),
      passport: { whereFrom: null, content: [answer('Guide')], prompted: null },
    });
    const post = eventOf({
      occurredAt: at('08:00'),
      passport: { whereFrom: null, content: [answer('Post')], prompted: null },
    });
    const { content } = fold(start(), guide, post, guide).passport;
    expect(content.map(({ says }) => says)).toEqual(['Post', 'Guide']);
    expect(content[0]?.evidence).toEqual({ deliveryId: ORIGIN.deliveryId, field: 'data.content' });
  });

  it('takes the strictest consent', () => {
    const lead = fold(
      start(),
      eventOf({ consent: { email: 'denied' } }),
      eventOf({ consent: { email: 'granted', phone: 'granted' } }),
    );
    expect(lead.consent).toEqual({ email: 'denied', phone: 'granted' });
  });

  it('names what changed and when, and nothing where nothing did', () => {
    const event = eventOf({
      person: { email: 'ada@example.com', title: 'COO' },
      attributes: { plan: 'pro' },
    });
    const first = foldEvent(start(), event, ORIGIN);
    expect(first.changes.map(({ field }) => field)).toEqual(['person.title', 'attributes.plan']);
    expect(first.changes[0]?.at).toBe('2026-03-02T09:00:00.000Z');
    expect(foldEvent(first.lead, event, ORIGIN).changes).toEqual([]);
  });

  it('does not believe a clock that runs far ahead', () => {
    expect(timeOf(eventOf({ occurredAt: new Date('2090-01-01T00:00:00Z') }), ORIGIN)).toEqual(
      ORIGIN.receivedAt,
    );
  });

  it('is not fooled by names that every object has', () => {
    const lead = fold(
      start(),
      eventOf({ attributes: JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string> }),
    );
    expect(Object.keys(lead.attributes)).toEqual(['__proto__', 'constructor']);
  });

  it('stays small enough for an event, whatever a form sends', () => {
    const many = (value: string) =>
      Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field ${index}`, value]));
    expect(Object.keys(fold(start(), eventOf({ attributes: many('x') })).attributes)).toHaveLength(200);
    const long = JSON.stringify(fold(start(), eventOf({ attributes: many('x'.repeat(1000)) })).attributes);
    expect(long.length).toBeLessThan(110_000);
  });

  it('comes to the same, in whatever order deliveries arrive', () => {
    const words = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
    const pieces = fc.array(fc.constantFrom('x', 'y', 'z').map(answer), { maxLength: 2 });
    const parts = fc.record({
      title: words,
      fullName: words,
      company: words,
      channel: words,
      told: words,
      plan: words,
      content: pieces,
      prompted: words,
      cameFrom: words,
      email: fc.constantFrom('granted', 'denied', undefined),
    });
    const events = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 1000 }), parts), {
      selector: ([minute]) => minute,
      minLength: 1,
      maxLength: 8,
    });
    const shuffles = events.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const build = ([minute, part]: [number, Record<string, unknown>]) => {
      const text = (name: string) => part[name] as string | undefined;
      const said = (name: string) => (text(name) === undefined ? null : answer(text(name) as string));
      return eventOf({
        occurredAt: new Date(Date.parse('2026-02-01T00:00:00Z') + minute * 60_000),
        person: { email: 'ada@example.com', title: text('title'), fullName: text('fullName') },
        company: { name: text('company') },
        source: { channel: text('channel'), selfReported: text('told') },
        attributes: text('plan') === undefined ? {} : { plan: text('plan') as string },
        consent: text('email') === undefined ? {} : { email: text('email') as 'granted' },
        passport: {
          whereFrom: said('cameFrom'),
          content: part['content'] as never,
          prompted: said('prompted'),
        },
      });
    };
    fc.assert(
      fc.property(shuffles, ([inOrder, shuffled]) => {
        expect(fold(start(), ...shuffled.map(build))).toEqual(fold(start(), ...inOrder.map(build)));
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
