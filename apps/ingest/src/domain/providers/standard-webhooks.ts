import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { parseJson } from '../body/json.js';
import { applyFieldMap } from '../field-map/apply-field-map.js';
import { defaultFieldMap, mapOver } from '../field-map/default-field-map.js';
import { mappedDeal } from '../field-map/mapped-deal.js';
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
    const given = signatures.split(' ').map((signature) => signature.split(',') as [string, string?]);
    const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.raw]);
    const matches = secrets.some((secret) =>
      given.some(([version, signature = '']) => isSignedBy(secret, version, Buffer.from(signature, 'base64'), content)),
    );
    return matches ? ACCEPTED : refused('no signature matches a secret of this source');
  },

  read(webhook: KeptWebhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const dedupeKey = webhook.headers['webhook-id'] ?? webhook.headers['svix-id'] ?? bodyKey(webhook.body);
    const map = { root: 'data', ...mapOver(defaultFieldMap, source.fieldMap) };
    const delivery = { dedupeKey, owner: `standard-webhooks:${source.id}` };
    return { ok: true, events: [mappedDeal(body.value, map, delivery) ?? applyFieldMap(body.value, map, delivery)] };
  },
};

/** Version `v1` is an HMAC with a shared secret, `v1a` an Ed25519 signature, of which the source has the public key. */
function isSignedBy(secret: string, version: string, signature: Buffer, content: Buffer): boolean {
  const key = Buffer.from(secret.replace(/^wh(sec|pk)_/, ''), 'base64');
  if (key.length === 0) return false;
  const isPublic = secret.startsWith('whpk_');
  if (version === 'v1' && !isPublic) return sameBytes(signature, hmac('sha256', key, content));
  return version === 'v1a' && isPublic && isEd25519(key, signature, content);
}

/** The prefix that makes 32 bytes a public key in DER. https://www.rfc-editor.org/rfc/rfc8410 */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function isEd25519(key: Buffer, signature: Buffer, content: Buffer): boolean {
  if (key.length !== 32) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([ED25519_SPKI, key]), format: 'der', type: 'spki' });
  return verifySignature(null, content, publicKey, signature);
}

/** Svix, where the specification comes from, still signs under its own names. */
function header(request: SignedRequest, name: 'id' | 'timestamp' | 'signature'): string | undefined {
  return request.headers[`webhook-${name}`] ?? request.headers[`svix-${name}`];
}
