import {
  inquiryReceived,
  leadContacted,
  leadCreated,
  leadRouted,
  leadScored,
  leadUpdated,
} from '@baton/contracts';
import fc from 'fast-check';
import { factsOf, settleFacts } from './facts.js';
import { knownEvent } from './known-event.fixture.js';
import type { KnownEvent } from './known-event.js';

const known = (events: readonly KnownEvent[]) =>
  Object.fromEntries(settleFacts(events.flatMap(factsOf)).map(({ group, values }) => [group, values]));

const course: KnownEvent[] = [
  knownEvent(inquiryReceived, { sequence: 1 }),
  knownEvent(leadCreated, { sequence: 2, minute: 1 }),
  knownEvent(leadUpdated, {
    sequence: 3,
    minute: 2,
    person: { email: 'n@x.example', givenName: 'Nora', familyName: 'L' },
  }),
  knownEvent(leadScored, { sequence: 1, score: 31 }),
  knownEvent(leadScored, { sequence: 2, score: 47 }),
  knownEvent(leadRouted, { sequence: 1 }),
  knownEvent(leadRouted, { sequence: 2, attempt: 2, rep: { id: 'jon', name: 'Jon Berg' } }),
  knownEvent(leadContacted, { sequence: 1, number: 1, at: '2026-03-02T10:00:00.000Z' }),
  knownEvent(leadContacted, { sequence: 2, number: 2, at: '2026-03-02T11:00:00.000Z' }),
];

describe('facts', () => {
  it('keep the newest of what changes and the first of what happens once', () => {
    expect(known(course)).toMatchObject({
      identity: { email: 'n@x.example', fullName: 'Nora L', campaign: 'spring-launch' },
      inquiry: { inquiryAt: '2026-03-02T09:30:00.000Z' },
      lead: { leadAt: '2026-03-02T09:31:00.000Z' },
      score: { score: 47 },
      route: { routedAttempt: 2, repName: 'Jon Berg' },
      firstContact: { contactedAt: '2026-03-02T10:00:00.000Z' },
      lastContact: { contactNumber: 2 },
    });
  });

  it('say whether the person named another way than their clicks', () => {
    const toldBy = (source: object) => {
      const created = knownEvent(leadCreated, { source: { ...leadCreated.example.source, ...source } });
      return known([created])['identity'];
    };
    expect(toldBy({ selfReported: undefined })).toMatchObject({ told: null });
    expect(toldBy({ channel: 'paid-search', selfReported: 'Google' })).toMatchObject({ told: 'agreeing' });
    expect(toldBy({ channel: 'paid-search', selfReported: 'A friend' })).toMatchObject({ told: 'otherwise' });
  });

  it('are the same in whatever order and however often the events come', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(course, { minLength: course.length }),
        fc.array(fc.constantFrom(...course)),
        (shuffled, repeats) => {
          expect(known([...repeats, ...shuffled, ...repeats])).toEqual(known(course));
        },
      ),
    );
  });
});
