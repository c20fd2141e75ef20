import { Webhook } from 'standardwebhooks';
import { signHubspot, signSegment, signStandardWebhook, signTypeform, withGoogleKey } from './signers.js';

const KEY = 'test-secret-0123456789';
const BODY = '{"email":"ada@example.com"}';

describe('signatures, against vectors of the platforms', () => {
  it('signs as the Standard Webhooks libraries do', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = signStandardWebhook(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}');
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is understood by the Standard Webhooks library, umlauts included', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const body = '{"name":"Jürgen Weiß"}';
    const headers = signStandardWebhook(secret, 'msg_1', Math.floor(Date.now() / 1000), body);
    expect(new Webhook(secret).verify(body, headers)).toEqual({ name: 'Jürgen Weiß' });
  });

  it.each([
    [15000000, 'HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw='],
    [1693657560000, 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    [1700000300000, 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('signs as HubSpot does at %d', (timestamp, expected) => {
    const url = 'https://www.example.com/webhook_uri';
    const headers = signHubspot('yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy', url, timestamp, "{'example_field':'example_value'}");
    expect(headers).toEqual({ 'x-hubspot-signature-v3': expected, 'x-hubspot-request-timestamp': String(timestamp) });
  });

  it('signs as Typeform does', () => {
    expect(signTypeform(KEY, BODY)).toEqual({
      'typeform-signature': 'sha256=BBw21Gf+AjBDljbII0TuHfGeHE7mDx1VbGteSDOKCV4=',
    });
  });

  it('signs as Segment does', () => {
    expect(signSegment(KEY, BODY)).toEqual({ 'x-signature': '8d2fb7a84530032d375916289209de9be61bedee' });
  });

  it('puts the key of Google Ads into the body', () => {
    expect(withGoogleKey(KEY, { lead_id: 'a' })).toEqual({ lead_id: 'a', google_key: KEY });
  });
});
