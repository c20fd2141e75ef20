import { leadCreated, leadQualified, leadRouted, leadScored, slaBreached, slaMet, touchRecorded } from '@baton/contracts';
import fc from 'fast-check';
import { knownEvent } from './known-event.fixture.js';
import type { KnownEvent } from './known-event.js';
import { brokenPromises, nextActor, stateOf, type StoryFacts, tell, wasHandedTo } from './story.js';

const events: KnownEvent[] = [
  knownEvent(leadCreated),
  knownEvent(touchRecorded),
  knownEvent(leadScored),
  knownEvent(leadQualified, { sequence: 2 }),
  knownEvent(leadRouted),
  knownEvent(leadScored, { sequence: 3, minute: 5 }),
];

describe('a story', () => {
  it('is told by time, and at the same instant by cause before effect', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(tell(shuffled).map(({ topic, sequence }) => `${topic} ${sequence}`)).toEqual([
          'lead.created 1',
          'touch.recorded 1',
          'lead.scored 1',
          'lead.qualified 2',
          'lead.routed 1',
          'lead.scored 3',
        ]);
      }),
    );
  });

  it('is open to the reps that the lead was handed to', () => {
    expect(wasHandedTo(leadRouted.example.rep.id, events)).toBe(true);
    expect(wasHandedTo('somebody-else', events)).toBe(false);
  });
});

describe('broken promises', () => {
  it('are counted by clock, unless an act in time was heard of late', () => {
    const breached = [
      knownEvent(slaBreached, { sequence: 2, clock: 'respond' }),
      knownEvent(slaBreached, { sequence: 3, clock: 'decide' }),
    ];
    expect(brokenPromises(breached)).toBe(2);
    expect(brokenPromises([knownEvent(slaMet, { sequence: 4, clock: 'respond' }), ...breached])).toBe(1);
    expect(brokenPromises([knownEvent(slaMet, { sequence: 1, clock: 'decide' })])).toBe(0);
  });
});

const at = (text: string) => new Date(text);
const facts = (change: Partial<StoryFacts>): StoryFacts => ({
  inquiryAt: null,
  leadAt: null,
  heldAt: null,
  qualifiedAt: null,
  routedAttempt: null,
  acceptedAttempt: null,
  rejectedAttempt: null,
  repName: null,
  respondBy: null,
  decideBy: null,
  timeZone: null,
  contactAttempt: null,
  contactNumber: null,
  wonAt: null,
  ...change,
});
const withMaya = {
  leadAt: at('2026-03-02T09:30:00Z'),
  qualifiedAt: at('2026-03-02T09:30:00Z'),
  routedAttempt: 1,
  repName: 'Maya Okafor',
  respondBy: at('2026-03-02T10:30:00Z'),
  decideBy: at('2026-03-03T09:30:00Z'),
  timeZone: 'Europe/Oslo',
};

describe('the head of a story names the state and the next actor', () => {
  it.each([
    [
      { inquiryAt: at('2026-03-02T09:30:00Z') },
      'inquiry',
      'Waits until somebody is known behind the address',
    ],
    [{ leadAt: withMaya.leadAt }, 'undecided', 'Scoring decides in a moment'],
    [{ leadAt: withMaya.leadAt, heldAt: withMaya.leadAt }, 'held', 'Held back until more is known or done'],
    [{ qualifiedAt: withMaya.leadAt }, 'qualified', 'Routing finds an owner in a moment'],
    [withMaya, 'with-sales', 'Maya Okafor responds by Mon 2 Mar 11:30 (Europe/Oslo)'],
    [
      { ...withMaya, contactAttempt: 1 },
      'with-sales',
      'Maya Okafor decides by Tue 3 Mar 10:30 (Europe/Oslo)',
    ],
    [
      { ...withMaya, contactAttempt: 1, routedAttempt: 2 },
      'with-sales',
      'Maya Okafor responds by Mon 2 Mar 11:30 (Europe/Oslo)',
    ],
    [
      { ...withMaya, acceptedAttempt: 1 },
      'accepted',
      'Maya Okafor responds by Mon 2 Mar 11:30 (Europe/Oslo)',
    ],
    [{ ...withMaya, acceptedAttempt: 1, contactAttempt: 1 }, 'accepted', 'Maya Okafor works the lead'],
    [{ ...withMaya, rejectedAttempt: 1 }, 'rejected', undefined],
    [{ ...withMaya, acceptedAttempt: 1, wonAt: withMaya.leadAt }, 'won', undefined],
    [{ acceptedAttempt: 1 }, 'accepted', undefined],
  ] as const)('%#: %s', (change, state, says) => {
    const given = facts(change);
    expect(stateOf(given)).toBe(state);
    expect(nextActor(given)?.says).toBe(says);
  });
});
