import { decisionOn, type StandingFacts, verdictOn } from './standing.js';

const nothing: StandingFacts = {
  inquiryAt: null,
  leadAt: null,
  heldAt: null,
  qualifiedAt: null,
  routedAttempt: null,
  acceptedAttempt: null,
  rejectedAttempt: null,
};
const at = new Date();

describe('what scoring made of a person', () => {
  it.each([
    ['inquiry', { inquiryAt: at }],
    ['undecided', { inquiryAt: at, leadAt: at }],
    ['undecided', { leadAt: at }],
    ['held', { leadAt: at, heldAt: at }],
    ['qualified', { leadAt: at, heldAt: at, qualifiedAt: at }],
    ['qualified', { qualifiedAt: at }],
  ] as const)('is %s', (decision, facts) => {
    expect(decisionOn({ ...nothing, ...facts })).toBe(decision);
  });
});

describe('the verdict that stands', () => {
  it.each([
    [null, {}],
    [null, { routedAttempt: 1 }],
    ['accepted', { routedAttempt: 1, acceptedAttempt: 1 }],
    ['rejected', { rejectedAttempt: 1 }],
    [null, { routedAttempt: 2, rejectedAttempt: 1 }],
    ['accepted', { routedAttempt: 2, rejectedAttempt: 1, acceptedAttempt: 2 }],
    ['rejected', { routedAttempt: 1, rejectedAttempt: 2, acceptedAttempt: 1 }],
  ] as const)('is %s', (verdict, facts) => {
    expect(verdictOn({ ...nothing, ...facts })).toBe(verdict);
  });
});
