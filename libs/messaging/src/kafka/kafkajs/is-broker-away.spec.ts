import { isBrokerAway, isMembershipLost } from './is-broker-away.js';

const named = (name: string, more: object = {}) => Object.assign(new Error('x'), { name, ...more });

describe('a consumer that crashed', () => {
  it.each([
    named('KafkaJSConnectionError'),
    named('KafkaJSProtocolError', { type: 'UNKNOWN_MEMBER_ID', retriable: false }),
    named('KafkaJSProtocolError', { type: 'ILLEGAL_GENERATION', retriable: false }),
    named('KafkaJSNumberOfRetriesExceeded'),
    Object.assign(new Error('outside'), { cause: named('KafkaJSRequestTimeoutError') }),
  ])('joins again after %s', (error) => expect(isBrokerAway(error)).toBe(true));

  it.each([
    named('TypeError'),
    named('KafkaJSProtocolError', { type: 'GROUP_AUTHORIZATION_FAILED', retriable: false }),
  ])('ends the process after %s', (error) => expect(isBrokerAway(error)).toBe(false));

  it('has lost its place only where the group says so', () => {
    expect(isMembershipLost(named('KafkaJSProtocolError', { type: 'UNKNOWN_MEMBER_ID' }))).toBe(true);
    expect(isMembershipLost(named('KafkaJSProtocolError', { type: 'REBALANCE_IN_PROGRESS' }))).toBe(false);
    expect(isMembershipLost('UNKNOWN_MEMBER_ID')).toBe(false);
  });
});
