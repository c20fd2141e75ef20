import { createHmac } from 'node:crypto';
import { klaviyo } from './klaviyo.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const SECRET = 'a-secret-of-sixteen-and-more';
/** As one was sent: the header five hours ahead of the body. */
const SENT = new Date('2026-04-13T22:50:12Z');
const HEADER = 'Tue, 14 Apr 2026 03:50:12 GMT';

const event = (name: string, more: { attributes?: object; profile?: string | null; included?: object[] } = {}) => ({
  external_id: `id-of-${name}`,
  topic: `event:klaviyo.${name}`,
  payload: {
    data: {
      type: 'event',
      attributes: { timestamp: 1776118606, datetime: '2026-04-13 22:16:46+00:00', ...more.attributes },
      relationships: more.profile === null ? {} : { profile: { data: { type: 'profile', id: more.profile ?? '01KP' } } },
    },
    included: more.included ?? [],
  },
});
const body = (...events: object[]) =>
  JSON.stringify({ data: events, meta: { timestamp: '2026-04-13T22:50:12.101159+00:00', klaviyo_webhook_id: 'w' } });
const verify = (text: string, timestamp: string, now: Date) => {
  const signature = createHmac('sha256', SECRET).update(text + timestamp).digest('hex');
  const headers = { 'klaviyo-timestamp': timestamp, 'klaviyo-signature': signature, 'klaviyo-webhook-id': 'w' };
  return klaviyo.verify(request(text, headers, now), [SECRET]).ok;
};
const read = (...events: object[]) => {
  const reading = klaviyo.read(kept(body(...events)), SOURCE);
  if (!reading.ok) throw new Error(reading.because);
  return reading.events;
};

describe('a request of Klaviyo', () => {
  it.each([
    ['seconds', '1776120612'],
    ['ISO 8601', '2026-04-13T22:50:12+00:00'],
    ['a date of HTTP', 'Mon, 13 Apr 2026 22:50:12 GMT'],
  ])('may tell its time as %s', (_form, timestamp) => {
    expect(verify('{}', timestamp, SENT)).toBe(true);
    expect(verify('{}', timestamp, new Date(SENT.getTime() + 6 * 60_000))).toBe(false);
  });

  it.each(['', 'NaN', ' ', '-1776120612', 'yesterday', 'Foo, 99 Bar 2026 99:99:99 GMT', '1e9'])(
    'of the time %j is refused though it is signed',
    (timestamp) => {
      expect(verify(body(), timestamp, SENT)).toBe(false);
    },
  );

  it('is fresh by what its signed body says where the header is in another zone than it claims', () => {
    expect(verify(body(), HEADER, SENT)).toBe(true);
    expect(verify(body(), HEADER, new Date(SENT.getTime() + 6 * 60_000))).toBe(false);
  });
});

describe('an event of Klaviyo', () => {
  it('tells what somebody did, under an id that it keeps', () => {
    expect(read(event('clicked_email', { attributes: { event_properties: { email_address: 'ada@example.com' } } }))).toMatchObject([
      {
        kind: 'touch',
        dedupeKey: 'id-of-clicked_email',
        occurredAt: new Date('2026-04-13T22:16:46Z'),
        identityKeys: [`klaviyo:${SOURCE.id}:01KP`],
        person: { email: 'ada@example.com' },
        passport: { content: [{ kind: 'clicked-email', says: 'Clicked email' }] },
        touch: { kind: 'clicked-email', says: 'Clicked email' },
      },
    ]);
  });

  it('finds the address in the profile that comes along', () => {
    const included = [{ type: 'metric' }, { type: 'profile', attributes: { email: 'ada@example.com' } }];
    expect(read(event('opened_email', { included }))[0]).toMatchObject({ person: { email: 'ada@example.com' } });
  });

  it.each(['sent_email', 'received_email', 'bounced_email', 'dropped_email', 'email_delivered', 'sent_sms', 'failed_to_deliver_sms'])(
    'of which nobody is the doer is no sign of interest: %s',
    (name) => {
      expect(read(event(name))[0]).toMatchObject({ kind: 'ignored' });
    },
  );

  it.each([
    ['unsubscribed_from_email_marketing', { email: 'denied' }],
    ['marked_email_as_spam', { email: 'denied' }],
    ['subscribed_to_email_marketing', { email: 'granted' }],
    ['unsubscribed_from_sms_marketing', {}],
    ['unsubscribed_from_list', {}],
    ['subscribed_to_list', {}],
  ])('%s means %j for e-mail', (name, consent) => {
    expect(read(event(name))[0]).toMatchObject({ kind: 'touch', consent });
    expect(read(event(name))[0]).toHaveProperty('consent', consent);
  });

  it('about nobody is ignored', () => {
    expect(read(event('opened_email', { profile: null }), {}, { topic: 7 })).toMatchObject([
      { kind: 'ignored', dedupeKey: 'id-of-opened_email' },
      { kind: 'ignored' },
      { kind: 'ignored' },
    ]);
  });

  it('comes with a thousand others at most', () => {
    const many = (count: number) =>
      klaviyo.read(kept(body(...Array.from({ length: count }, (_, at) => event('opened_email', { profile: `p${at}` })))), SOURCE);
    expect(many(1_000).ok).toBe(true);
    expect(many(1_001).ok).toBe(false);
  });
});
