import { parseJson } from '../body/json.js';
import { applyFieldMap } from '../field-map/apply-field-map.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import { digits, isFresh } from './clock-window.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import {
  ACCEPTED,
  type KeptWebhook,
  type Provider,
  refused,
  type SignedRequest,
  type Verification,
} from './provider.js';

/** A generic lead in the envelope of https://www.standardwebhooks.com: `{type, timestamp, data}`. */
export const standardWebhooks: Provider = {
  id: 'standard-webhooks',
  takesFieldMap: true,

  verify(request: SignedRequest, secrets: readonly string[]): Verification {
    const id = header(request, 'id');
    const timestamp = header(request, 'timestamp');
    const signatures = header(request, 'signature');
    if (!id || !timestamp || !signatures) {
      return refused('the headers webhook-id, webhook-timestamp and webhook-signature must all be there');
    }
    const seconds = digits(timestamp);
    if (seconds === null) return refused('webhook-timestamp is not a number of seconds');
    if (!isFresh(seconds * 1000, request.now))
      return refused('webhook-timestamp is more than five minutes off');

    // Several signatures in one header, and several secrets here, are how a secret is changed without a gap.
    const given = signatures
      .split(' ')
      .filter((signature) => signature.startsWith('v1,'))
      .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'));
    const matches = secrets.some((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      if (key.length === 0) return false;
      const expected = hmac('sha256', key, `${id}.${timestamp}.`, request.raw);
      return given.some((signature) => sameBytes(signature, expected));
    });
    return matches ? ACCEPTED : refused('no signature matches a secret of this source');
  },

  read(webhook: KeptWebhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const dedupeKey = webhook.headers['webhook-id'] ?? webhook.headers['svix-id'] ?? bodyKey(webhook.body);
    return {
      ok: true,
      events: [
        applyFieldMap(body.value, source.fieldMap ? { root: 'data', ...source.fieldMap } : defaultFieldMap, {
          dedupeKey,
          owner: `standard-webhooks:${source.id}`,
        }),
      ],
    };
  },
};

/** Svix, where the specification comes from, still signs under its own names. */
function header(request: SignedRequest, name: 'id' | 'timestamp' | 'signature'): string | undefined {
  return request.headers[`webhook-${name}`] ?? request.headers[`svix-${name}`];
}
