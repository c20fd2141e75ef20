import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, parseJson } from '../body/json.js';
import { slug, textOf } from '../body/text.js';
import { emailAddressIn } from '../person/email-address.js';
import { isFresh } from './clock-window.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { ACCEPTED, NO_PASSPORT_MATERIAL, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MOST_EVENTS = 1_000;

/** System webhooks of Klaviyo. https://developers.klaviyo.com/en/docs/working_with_system_webhooks */
export const klaviyo: Provider = {
  id: 'klaviyo',
  takesFieldMap: false,

  verify(request, secrets) {
    const timestamp = request.headers['klaviyo-timestamp'];
    const signedAt = instantOf(timestamp);
    if (timestamp === undefined || signedAt === null) return refused('klaviyo-timestamp is no time');
    if (!isFresh(signedAt.getTime(), request.now)) return refused('klaviyo-timestamp is more than five minutes off');
    const signature = request.headers['klaviyo-signature'] ?? '';
    if (!/^[0-9a-f]{64}$/i.test(signature)) return refused('there is no klaviyo-signature header of 64 hexadecimal digits');
    const given = Buffer.from(signature, 'hex');
    // Nothing stands between the two.
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, request.raw, timestamp)))
      ? ACCEPTED
      : refused('klaviyo-signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const events = listOf(get(body.value, 'data'));
    if (events.length > MOST_EVENTS) return { ok: false, because: `more than ${MOST_EVENTS} events at once` };
    return { ok: true, events: events.map((event) => readEvent(event, source)) };
  },
};

function readEvent(event: Json, source: ReadingSource): ProviderEvent {
  const dedupeKey = textOf(get(event, 'external_id')) ?? bodyKey(JSON.stringify(event));
  const topic = textOf(get(event, 'topic')) ?? '';
  const data = get(event, 'payload', 'data') ?? null;
  const profileId = textOf(get(data, 'relationships', 'profile', 'data', 'id'));
  const email = emailIn(data) ?? emailIn(get(event, 'payload', 'included', '0') ?? null);
  const name = topic.replace(/^event:klaviyo\./, '');
  if (name === '' || (profileId === undefined && email === undefined)) {
    return { kind: 'ignored', dedupeKey, reason: 'about nobody' };
  }
  const says = name.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
  const occurredAt = instantOf(get(data, 'attributes', 'datetime')) ?? instantOf(get(data, 'attributes', 'timestamp'));
  return {
    kind: 'touch',
    dedupeKey,
    occurredAt,
    identityKeys: profileId === undefined ? [] : [`klaviyo:${source.id}:${profileId}`],
    person: email === undefined ? {} : { email },
    company: {},
    source: {},
    consent: consentIn(name),
    attributes: {},
    passport: /^(clicked|viewed)_/.test(name)
      ? { ...NO_PASSPORT_MATERIAL, content: [{ kind: slug(name), says, field: 'topic', at: occurredAt ?? undefined }] }
      : NO_PASSPORT_MATERIAL,
    touch: { kind: slug(name), says },
  };
}

function consentIn(name: string): { email?: 'granted' | 'denied' } {
  if (/^(unsubscribed|marked_email_as_spam)/.test(name)) return { email: 'denied' };
  return /^subscribed/.test(name) ? { email: 'granted' } : {};
}

function emailIn(data: Json): string | undefined {
  const given = textOf(get(data, 'attributes', 'email')) ?? textOf(get(data, 'attributes', 'event_properties', '$email'));
  return emailAddressIn(given ?? '') ?? undefined;
}
