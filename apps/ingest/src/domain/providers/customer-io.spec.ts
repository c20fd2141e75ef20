import { createHmac } from 'node:crypto';
import { customerIo } from './customer-io.js';
import { personIn } from './person-in.fixture.js';
import { kept, NOW, request, seconds, SOURCE } from './signing.fixture.js';

const SECRET = 'signing-key-0123456789';

const report = (object: string, metric: string, more: object = {}) => ({
  event_id: '01E4C4CT6YDC7Y5M7FE1GWWPQJ',
  object_type: object,
  metric,
  timestamp: 1613063089,
  data: {
    customer_id: '0200000001',
    identifiers: { id: '42', email: 'ada@people.example', cio_id: 'd9c1' },
    subject: 'Welcome',
    recipient: 'ada@people.example',
  },
  ...more,
});
const read = (body: object) => customerIo.read(kept(body), SOURCE);
const verify = (body: string, timestamp: string, now = NOW) => {
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return customerIo.verify(request(body, { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature }, now), [SECRET]).ok;
};

describe('a report of Customer.io', () => {
  it.each(['opened', 'clicked', 'converted'])('that a mail was %s is a touch of its reader', (metric) => {
    expect(personIn(read(report('email', metric)))).toMatchObject({
      kind: 'touch',
      dedupeKey: '01E4C4CT6YDC7Y5M7FE1GWWPQJ',
      occurredAt: new Date(1613063089_000),
      identityKeys: [`customer-io:${SOURCE.id}:d9c1`],
      person: { email: 'ada@people.example' },
      consent: {},
      touch: { kind: `email-${metric}`, says: expect.stringMatching(/: Welcome$/) },
    });
  });

  it('counts a click as something that was read, and an opened mail not', () => {
    const content = (metric: string) => personIn(read(report('email', metric))).passport.content;
    expect(content('clicked')).toMatchObject([{ kind: 'email-click' }]);
    expect(content('opened')).toEqual([]);
  });

  it.each([
    ['customer', 'subscribed', { email: 'granted' }],
    ['customer', 'unsubscribed', { email: 'denied' }],
    ['email', 'unsubscribed', { email: 'denied' }],
    ['email', 'spammed', { email: 'denied' }],
  ])('that a %s %s means %j', (object, metric, consent) => {
    expect(personIn(read(report(object, metric)))).toMatchObject({ kind: 'touch', consent });
  });

  it.each([
    ['email', 'sent'],
    ['email', 'delivered'],
    ['email', 'bounced'],
    ['sms', 'unsubscribed'],
    ['customer', 'converted'],
    ['', ''],
  ])('that a %s %s is no sign of interest in e-mail', (object, metric) => {
    expect(read(report(object, metric))).toMatchObject({ events: [{ kind: 'ignored' }] });
  });

  it.each([
    [1613063089, new Date(1613063089_000)],
    ['1613063089', new Date(1613063089_000)],
    ['soon', null],
    [-1, null],
    [null, null],
    [{ seconds: 1 }, null],
  ])('of the time %j happened at %s', (timestamp, at) => {
    expect(personIn(read(report('email', 'opened', { timestamp }))).occurredAt).toEqual(at);
  });

  it('of an older account says the same in other words', () => {
    const legacy = {
      event_id: '01C9',
      event_type: 'email_opened',
      timestamp: 1522339032,
      data: {
        customer_id: '5abd',
        email_address: 'Sven <sven@people.example>',
        subject: 'Welcome',
        variables: { customer: { email: 'sven@people.example' } },
      },
    };
    expect(personIn(read(legacy))).toMatchObject({
      person: { email: 'sven@people.example' },
      identityKeys: [`customer-io:${SOURCE.id}:5abd`],
      touch: { kind: 'email-opened' },
    });
  });
});

describe('a signature of Customer.io', () => {
  it('covers the time, which must be a number of seconds near ours', () => {
    const at = (offsetMs: number) => seconds(new Date(NOW.getTime() + offsetMs));
    expect(verify('{}', at(0))).toBe(true);
    expect(verify('{}', at(-6 * 60_000))).toBe(false);
    expect(verify('{}', at(6 * 60_000))).toBe(false);
    for (const timestamp of ['NaN', '', ` ${at(0)}`, `${at(0)}.0`, NOW.toISOString(), '0x69a55a48']) {
      expect(verify('{}', timestamp)).toBe(false);
    }
  });
});
