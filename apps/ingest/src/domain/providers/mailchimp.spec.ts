import { createHmac } from 'node:crypto';
import { mailchimp } from './mailchimp.js';
import { personIn } from './person-in.fixture.js';
import { kept, NOW, request, seconds, SOURCE } from './signing.fixture.js';

const SECRET = 'signing-secret-of-mailchimp';
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const read = (fields: Record<string, string>, source = SOURCE) => mailchimp.read(kept(form(fields)), source);
const FIRED = { fired_at: '2014-10-22 13:10:40' };
const ADA = {
  'data[id]': '94826aa750',
  'data[web_id]': '203740265',
  'data[email]': 'ada@example.com',
  'data[merges][EMAIL]': 'ada@example.com',
  'data[merges][FNAME]': 'Ada',
  'data[merges][LNAME]': 'Lovelace',
};

describe('a request of Mailchimp', () => {
  const BODY = form({ type: 'subscribe', ...FIRED, ...ADA });
  const signed = (at: Date, secret = SECRET) => ({
    'x-mailchimp-signature': `t=${seconds(at)},v1=${createHmac('sha256', secret).update(`${seconds(at)}.${BODY}`).digest('hex')}`,
  });
  const verify = (headers: Record<string, string>, query: Record<string, string> = {}, secrets = [SECRET]) =>
    mailchimp.verify({ ...request(BODY, headers), query }, secrets).ok;

  it('is proved by its signature, or by the key in the address where it has none', () => {
    expect(verify(signed(NOW))).toBe(true);
    expect(verify({}, { secret: SECRET })).toBe(true);
    expect(verify({}, { key: SECRET })).toBe(true);
    expect(verify({}, { key: 'guessed' })).toBe(false);
    expect(verify({})).toBe(false);
  });

  it('whose signature is of a secret that the source was not given is proved by the key beside it', () => {
    expect(verify(signed(NOW, 'not told'), { key: SECRET })).toBe(true);
    expect(verify(signed(NOW, 'not told'), { key: 'guessed' })).toBe(false);
  });

  it('is refused where it was signed long ago', () => {
    expect(verify(signed(new Date(NOW.getTime() - 301_000)))).toBe(false);
    expect(verify(signed(new Date(NOW.getTime() - 299_000)))).toBe(true);
  });

  it('that asks whether somebody is there is told so (rule 8)', () => {
    expect(mailchimp.handshake?.({ ...request(''), method: 'GET' }, [])).toMatchObject({ status: 200 });
    expect(mailchimp.handshake?.(request(BODY), [])).toBeNull();
  });

  it.each([
    ['an empty body', kept('')],
    ['the validator', kept(BODY, { 'user-agent': 'MailChimp.com WebHook Validator' })],
  ])('that only tries the address is marked (rule 8): %s', (_what, webhook) => {
    expect(mailchimp.read(webhook, SOURCE)).toMatchObject({ events: [{ kind: 'ignored', reason: 'a test delivery of Mailchimp' }] });
  });
});

describe('an event of Mailchimp', () => {
  it('of a subscription is a lead who may be written to', () => {
    expect(personIn(read({ type: 'subscribe', ...FIRED, ...ADA, 'data[merges][INTERESTS]': 'News,Events' }))).toMatchObject({
      kind: 'lead',
      dedupeKey: 'subscribe|94826aa750|2014-10-22 13:10:40',
      occurredAt: new Date('2014-10-22T13:10:40Z'),
      identityKeys: [`mailchimp:${SOURCE.id}:203740265`],
      person: { email: 'ada@example.com', givenName: 'Ada', familyName: 'Lovelace' },
      consent: { email: 'granted' },
      attributes: { INTERESTS: 'News,Events' },
      passport: { prompted: { kind: 'newsletter' } },
    });
  });

  it('of a profile tells more about somebody, and that is all', () => {
    expect(personIn(read({ type: 'profile', ...FIRED, ...ADA }))).toMatchObject({ kind: 'lead', consent: {}, touch: null });
  });

  it('of another address is about whoever had the former one', () => {
    const changed = { 'data[new_id]': '51da8c3259', 'data[new_email]': 'ada@new.example', 'data[old_email]': 'Ada+news@Example.com' };
    expect(personIn(read({ type: 'upemail', ...FIRED, ...changed }))).toMatchObject({
      kind: 'touch',
      dedupeKey: 'upemail|51da8c3259|2014-10-22 13:10:40',
      identityKeys: [`mailchimp:${SOURCE.id}:51da8c3259`, 'email:ada@example.com'],
      person: { email: 'ada@new.example' },
    });
    expect(personIn(read({ type: 'upemail', ...FIRED, 'data[new_email]': 'a@b.example', 'data[old_email]': '?' })).identityKeys).toEqual([]);
  });

  it.each([
    ['unsubscribe', 'manual', 'unsubscribed'],
    ['cleaned', 'abuse', 'complained'],
    ['cleaned', 'hard', 'bounced'],
  ])('%s (%s) means that nobody writes to the address', (type, reason, kind) => {
    const about = { 'data[email]': 'ada@example.com', 'data[reason]': reason, 'data[campaign_id]': '4fjk2ma9xd' };
    expect(personIn(read({ type, ...FIRED, ...about }))).toMatchObject({
      kind: 'touch',
      dedupeKey: `${type}|ada@example.com|2014-10-22 13:10:40`,
      person: { email: 'ada@example.com' },
      consent: { email: 'denied' },
      touch: { kind },
    });
  });

  it('is not taken for another one because neither says when it was', () => {
    const key = (more: Record<string, string>) => personIn(read({ type: 'subscribe', ...ADA, ...more })).dedupeKey;
    expect(key({})).toBe(key({}));
    expect(key({})).not.toBe(key({ 'data[merges][LNAME]': 'King' }));
  });

  it('about nobody is ignored', () => {
    expect(read({ type: 'campaign', ...FIRED, 'data[id]': '5aa2102003', 'data[status]': 'sent' })).toMatchObject({
      events: [{ kind: 'ignored', dedupeKey: 'campaign|5aa2102003|2014-10-22 13:10:40' }],
    });
    expect(read({ hello: 'world' })).toMatchObject({ events: [{ kind: 'ignored' }] });
  });

  it('is read by the field map of its source where that says more', () => {
    const fieldMap = { company: { name: 'data.merges.MMERGE3' }, consent: { email: { path: 'data.merges.MMERGE4', deniedBy: ['no'] } } };
    const merges = { 'data[merges][MMERGE3]': 'Fjordworks', 'data[merges][MMERGE4]': 'no' };
    expect(personIn(read({ type: 'subscribe', ...FIRED, ...ADA, ...merges }, { ...SOURCE, fieldMap }))).toMatchObject({
      company: { name: 'Fjordworks' },
      consent: { email: 'denied' },
    });
  });

  it('that is no form is refused', () => {
    expect(mailchimp.read(kept('a=%zz'), SOURCE).ok).toBe(false);
  });
});
