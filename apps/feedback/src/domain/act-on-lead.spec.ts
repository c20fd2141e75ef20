import { eventCatalogue, rejectionReasonCodes } from '@baton/contracts';
import fc from 'fast-check';
import { type Act, actOnLead, type Fact } from './act-on-lead.js';
import { handedLead, MAYA, NOON } from './handed-lead.fixture.js';

const reject = (...reasons: string[]): Act => ({ kind: 'reject', rejection: { reasons: reasons as never } });
const accept: Act = { kind: 'accept' };
const call: Act = { kind: 'contact', contact: { channel: 'phone', outcome: 'no-answer' } };
const win = (amountMinor: number): Act => ({ kind: 'win', amount: { amountMinor, currency: 'EUR' } });

/** Plays acts of the owner one after the other. */
function play(...acts: Act[]) {
  let lead = handedLead();
  const facts: Fact[] = [];
  const outcomes = acts.map((act) => {
    const outcome = actOnLead(lead, MAYA.id, act, NOON);
    if (outcome.kind === 'done') {
      lead = outcome.lead;
      facts.push(outcome.fact);
    }
    return outcome;
  });
  return { lead, facts, kinds: outcomes.map(({ kind }) => kind), last: outcomes.at(-1) };
}

describe('a verdict', () => {
  it('is given once, and repeating it changes nothing', () => {
    expect(play(accept, accept).kinds).toEqual(['done', 'unchanged']);
    expect(play(reject('NO_NEED'), reject('NO_NEED')).kinds).toEqual(['done', 'unchanged']);
  });

  it('that differs from the one that stands is a conflict that names it', () => {
    expect(play(accept, reject('NO_NEED')).last).toEqual({
      kind: 'conflict',
      says: 'Maya Okafor has accepted this lead at 2026-03-02T12:00:00.000Z. That verdict stands.',
    });
    expect(play(reject('NO_NEED', 'BAD_TIMING'), accept).last).toMatchObject({
      kind: 'conflict',
      says: expect.stringContaining('No need; Not now'),
    });
    expect(play(reject('NO_NEED'), reject('DUPLICATE')).kinds).toEqual(['done', 'conflict']);
  });

  it('belongs to the owner alone', () => {
    for (const stranger of [null, '019a2b40-3a00-7e11-8c77-5d4c3b2a1999']) {
      for (const act of [accept, reject('NO_NEED'), call, win(1)]) {
        expect(actOnLead(handedLead(), stranger, act, NOON)).toMatchObject({
          kind: 'not-yours',
          says: expect.stringContaining('Maya Okafor'),
        });
      }
    }
  });
});

describe('an attempt to reach the person', () => {
  it('is counted on open and on accepted leads', () => {
    const { lead, facts } = play(call, accept, call);
    expect(lead.attempts).toBe(2);
    expect(facts.map(({ data }) => ('number' in data ? data.number : null))).toEqual([1, null, 2]);
  });

  it('is refused once the lead is rejected', () => {
    expect(play(reject('NO_NEED'), call).kinds).toEqual(['done', 'conflict']);
  });
});

describe('a win', () => {
  it('needs an accepted lead', () => {
    expect(play(win(5)).kinds).toEqual(['conflict']);
    expect(play(reject('NO_NEED'), win(5)).kinds).toEqual(['done', 'conflict']);
    expect(play(accept, win(5)).kinds).toEqual(['done', 'done']);
  });

  it('happens once', () => {
    expect(play(accept, win(5), win(5), win(6)).kinds).toEqual(['done', 'done', 'unchanged', 'conflict']);
  });
});

describe('whatever is done in whatever order', () => {
  const anyAct = fc.oneof(
    fc.constant(accept),
    fc
      .uniqueArray(fc.constantFrom(...rejectionReasonCodes), { minLength: 1, maxLength: 3 })
      .map((reasons) => reject(...reasons)),
    fc.constant(call),
    fc.integer({ min: 0, max: 3 }).map(win),
  );

  it('there is at most one verdict and one win, and each event keeps its contract and the next sequence', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
        const { lead, facts } = play(...acts);
        const topics = facts.map(({ contract }) => contract.topic);
        const verdicts = topics.filter((topic) => topic === 'lead.accepted' || topic === 'lead.rejected');
        expect(verdicts.length).toBeLessThanOrEqual(1);
        expect(topics.filter((topic) => topic === 'opportunity.won').length).toBeLessThanOrEqual(1);
        expect(lead.sequence).toBe(facts.length);
        expect(lead.state).toBe(verdicts[0]?.replace('lead.', '') ?? 'open');
        if (lead.won) expect(lead.state).toBe('accepted');
        for (const { contract, data } of facts) {
          expect(eventCatalogue).toContain(contract);
          expect(() => contract.schema.parse(data)).not.toThrow();
        }
      }),
    );
  });
});
