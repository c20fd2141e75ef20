import { generateKeyPairSync, sign } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { providers, type ProviderId } from './providers.js';
import { request } from './signing.fixture.js';

const KEY = 'test-secret-0123456789';
const BODY = '{"email":"ada@example.com"}';
const SECONDS = '1700000000';
const AT = new Date(1_700_000_000_000);

/** Computed apart from the adapters; where a platform's own tests have one, it is theirs. */
const ANSWERS: ReadonlyArray<readonly [ProviderId, Record<string, string>]> = [
  ['segment', { 'x-signature': '8d2fb7a84530032d375916289209de9be61bedee' }],
  ['intercom', { 'x-hub-signature': 'sha1=8d2fb7a84530032d375916289209de9be61bedee' }],
  ['typeform', { 'typeform-signature': 'sha256=BBw21Gf+AjBDljbII0TuHfGeHE7mDx1VbGteSDOKCV4=' }],
  ['meta-lead-ads', { 'x-hub-signature-256': 'sha256=041c36d467fe0230439636c82344ee1df19e1c4ee60f1d556c6b5e48338a095e' }],
  [
    'calendly',
    { 'calendly-webhook-signature': `t=${SECONDS},v1=edfecba62464c60864034f1adc7fd42ef17e3b2751e991c33c60008675125531` },
  ],
  [
    'mailchimp',
    { 'x-mailchimp-signature': `t=${SECONDS},v1=edfecba62464c60864034f1adc7fd42ef17e3b2751e991c33c60008675125531` },
  ],
  ['linkedin-lead-sync', { 'x-li-signature': 'c6006400bb3d98d34ba208a01eb0795a3af8d5380562b10b0c9b333f827913b4' }],
  [
    'customer-io',
    {
      'x-cio-timestamp': SECONDS,
      'x-cio-signature': '529b629ee95d9678b906881b9ca754bfebd83eb1a87f745f190a00d8733d17de',
    },
  ],
  [
    'klaviyo',
    {
      'klaviyo-timestamp': SECONDS,
      'klaviyo-signature': 'ed4ef0305213903d584b353858f2b7ce9fdd753f9b6115f3bae620ae62708536',
    },
  ],
];

describe('a known answer', () => {
  it.each(ANSWERS)('of %s is taken, and no other', (id, headers) => {
    expect(providers[id].verify(request(BODY, headers, AT), ['old', KEY])).toEqual({ ok: true });
    expect(providers[id].verify(request(BODY, headers, AT), ['old']).ok).toBe(false);
    for (const [name, value] of Object.entries(headers)) {
      for (const wrong of ['', 'x', value.slice(0, -2), `${value.slice(0, -2)}11`, 'NaN', '-1', '\u0000']) {
        expect(providers[id].verify(request(BODY, { ...headers, [name]: wrong }, AT), [KEY]).ok).toBe(false);
      }
    }
  });

  it('of Standard Webhooks is taken', () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const asked = request('{"test": 2432232314}', headers, new Date(1_614_265_330_000));
    expect(providers['standard-webhooks'].verify(asked, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({ ok: true });
  });
});

describe('what an official sender signs', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const verify = (headers: Record<string, string>, secrets = [secret]) =>
    providers['standard-webhooks'].verify(request(BODY, headers, AT), secrets);

  it('is taken from the library of Standard Webhooks', () => {
    const signature = new StandardWebhook(secret).sign('msg_1', AT, BODY);
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': SECONDS, 'webhook-signature': signature };
    expect(verify(headers)).toEqual({ ok: true });
    expect(verify({ ...headers, 'webhook-id': 'msg_2' }).ok).toBe(false);
  });

  it('is taken from Svix, under its own names, with an old signature beside', () => {
    const signature = new SvixWebhook(secret).sign('msg_1', AT, BODY);
    const old = new SvixWebhook('whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0').sign('msg_1', AT, BODY);
    const headers = { 'svix-id': 'msg_1', 'svix-timestamp': SECONDS, 'svix-signature': `${old} ${signature}` };
    expect(verify(headers)).toEqual({ ok: true });
    expect(verify({ ...headers, 'svix-signature': old }).ok).toBe(false);
  });

  it('may be signed by a key of which the source has the public half alone', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const signature = sign(null, Buffer.from(`msg_1.${SECONDS}.${BODY}`), privateKey).toString('base64');
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': SECONDS, 'webhook-signature': `v1a,${signature}` };
    const key = `whpk_${raw.toString('base64')}`;
    expect(verify(headers, [key])).toEqual({ ok: true });
    expect(verify({ ...headers, 'webhook-signature': `v1,${signature}` }, [key]).ok).toBe(false);
    expect(verify(headers, [`whpk_${Buffer.alloc(32, 1).toString('base64')}`]).ok).toBe(false);
    expect(verify(headers, ['whpk_c2hvcnQ=']).ok).toBe(false);
  });
});
