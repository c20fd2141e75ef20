import { kept, NOW, request, seconds, SOURCE, standardSignature } from './signing.fixture.js';
import { personIn } from './person-in.fixture.js';
import { standardWebhooks } from './standard-webhooks.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = 'whsec_c2VjcmV0LXRoYXQtaXMtbm90LWl0';
const BODY = '{"type":"lead.submitted","data":{"email":"ada@example.com"}}';

function signed(
  { prefix = 'webhook', secret = SECRET, at = NOW, body = BODY, id = 'msg_1' } = {},
  received = body,
) {
  const timestamp = seconds(at);
  return request(received, {
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: timestamp,
    [`${prefix}-signature`]: standardSignature(secret, id, timestamp, body),
  });
}

describe('a Standard Webhooks signature', () => {
  it('agrees with the known answer of the reference library', () => {
    const known = request(
      '{"test": 2432232314}',
      {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      new Date(1614265330_000),
    );
    expect(standardWebhooks.verify(known, [SECRET])).toEqual({ ok: true });
  });

  it.each(['webhook', 'svix'])('is taken from the %s- headers', (prefix) => {
    expect(standardWebhooks.verify(signed({ prefix }), [SECRET]).ok).toBe(true);
  });

  it('is accepted under any secret of the source while one replaces the other', () => {
    expect(standardWebhooks.verify(signed(), [OTHER, SECRET]).ok).toBe(true);
  });

  it('is accepted when one of several signatures in the header is right', () => {
    const good = signed();
    const headers = {
      ...good.headers,
      'webhook-signature': `v1,AAAA v1a,BBBB ${good.headers['webhook-signature']}`,
    };
    expect(standardWebhooks.verify({ ...good, headers }, [SECRET]).ok).toBe(true);
  });

  it.each([
    ['another secret', signed({ secret: OTHER })],
    ['a changed body', signed({}, `${BODY} `)],
    ['six minutes ago', signed({ at: new Date(NOW.getTime() - 6 * 60_000) })],
    ['six minutes ahead', signed({ at: new Date(NOW.getTime() + 6 * 60_000) })],
    ['no headers', request(BODY)],
    [
      'a timestamp that is no number',
      request(BODY, { ...signed().headers, 'webhook-timestamp': 'NaN' } as Record<string, string>),
    ],
    [
      'a shorter signature',
      request(BODY, { ...signed().headers, 'webhook-signature': 'v1,AAAA' } as Record<string, string>),
    ],
  ])('is refused for %s', (_what, bad) => {
    expect(standardWebhooks.verify(bad, [SECRET]).ok).toBe(false);
  });

  it('is refused where a secret decodes to nothing', () => {
    expect(standardWebhooks.verify(signed({ secret: 'whsec_' }), ['whsec_']).ok).toBe(false);
  });
});

describe('a Standard Webhooks lead', () => {
  const lead = {
    type: 'lead.submitted',
    timestamp: '2026-03-02T09:29:58Z',
    data: {
      email: ' Ada@Example.com ',
      first_name: 'Ada',
      last_name: 'Lovelace',
      company: 'Analytical Engines',
      company_size: '1,200',
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'spring-launch',
      content: 'Guide to dock times',
      form: 'Book a demo',
      'Preferred start': 'This quarter',
      interests: ['a', 'b'],
      budget: '',
    },
  };

  it('is read by the usual names when the source has no map', () => {
    const event = personIn(standardWebhooks.read(kept(lead, { 'webhook-id': 'msg_1' }), SOURCE));
    expect(event).toMatchObject({
      kind: 'lead',
      dedupeKey: 'msg_1',
      occurredAt: new Date('2026-03-02T09:29:58Z'),
      person: { email: 'Ada@Example.com', givenName: 'Ada', familyName: 'Lovelace' },
      company: { name: 'Analytical Engines', employees: 1200 },
      source: { channel: 'paid-search', campaign: 'spring-launch', medium: 'cpc' },
      passport: {
        whereFrom: { kind: 'google', field: 'data.utm_source' },
        content: [{ says: 'Guide to dock times', field: 'data.content' }],
        prompted: { kind: 'demo-request', says: 'Sent the form “Book a demo”', field: 'data.form' },
      },
    });
    expect(event.attributes).toMatchObject({
      'Preferred start': 'This quarter',
      interests: 'a, b',
      budget: null,
    });
    expect(event.attributes).not.toHaveProperty('email');
  });

  it('is the same delivery when the same body comes without an id', () => {
    const [one, other] = [kept(lead), kept(lead)].map(
      (webhook) => personIn(standardWebhooks.read(webhook, SOURCE)).dedupeKey,
    );
    expect(one).toBe(other);
  });

  it('that is not JSON, or not UTF-8, is said to be so', () => {
    expect(standardWebhooks.read(kept('email=ada'), SOURCE).ok).toBe(false);
    expect(standardWebhooks.read({ headers: {}, body: Buffer.from([0x22, 0xff, 0x22]) }, SOURCE).ok).toBe(
      false,
    );
  });
});
