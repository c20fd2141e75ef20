import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { bodyKey, hmac, sameBytes, sameText } from './constant-time.js';
import { ACCEPTED, type Provider, type ProviderEvent, refused } from './provider.js';

/**
 * Lead ads of Meta: ids alone, signed with the app's secret. The token for the subscription is another secret of the
 * source. https://developers.facebook.com/docs/graph-api/webhooks/getting-started/webhooks-for-leadgen
 */
export const metaLeadAds: Provider = {
  id: 'meta-lead-ads',
  takesFieldMap: false,

  handshake({ method, query }, secrets) {
    if (method !== 'GET' || query['hub.mode'] !== 'subscribe') return null;
    const token = query['hub.verify_token'] ?? '';
    const challenge = query['hub.challenge'] ?? '';
    if (!/^[\w-]{1,200}$/.test(challenge) || !secrets.some((secret) => sameText(token, secret))) {
      return { status: 403, contentType: 'text/plain', body: 'hub.verify_token matches no secret of this source' };
    }
    return { status: 200, contentType: 'text/plain', body: challenge };
  },

  verify(request, secrets) {
    const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(request.headers['x-hub-signature-256'] ?? '') ?? [];
    if (hex === undefined) return refused('there is no x-hub-signature-256 header of the form sha256=…');
    const given = Buffer.from(hex, 'hex');
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, request.raw)))
      ? ACCEPTED
      : refused('x-hub-signature-256 matches no secret of this source');
  },

  read(webhook) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const changes = listOf(get(body.value, 'entry')).flatMap((entry) => listOf(get(entry, 'changes')));
    return { ok: true, events: changes.map(readChange) };
  },
};

function readChange(change: Json): ProviderEvent {
  const value = get(change, 'value') ?? null;
  // Numbers in some apps and text in others; long ones are text by now.
  const id = textOf(get(value, 'leadgen_id'));
  if (get(change, 'field') !== 'leadgen' || id === undefined) {
    return { kind: 'ignored', dedupeKey: bodyKey(JSON.stringify(change)), reason: 'not about a lead' };
  }
  const details = ['page_id', 'form_id', 'ad_id', 'adgroup_id'].flatMap((name): Array<[string, string]> => {
    const text = textOf(get(value, name));
    return text === undefined ? [] : [[name, text]];
  });
  return {
    kind: 'reference',
    dedupeKey: id,
    occurredAt: instantOf(get(value, 'created_time')),
    type: 'leadgen',
    id,
    details: Object.fromEntries(details),
  };
}
