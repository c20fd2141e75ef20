import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, parseJson } from '../body/json.js';
import { slug, textOf } from '../body/text.js';
import { emailAddressIn } from '../person/email-address.js';
import { isFresh } from './clock-window.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { ACCEPTED, NO_PASSPORT_MATERIAL, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MOST_EVENTS = 1_000;
const HTTP_DATE = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What happened to a message and not what somebody did: of these the name says so. */
const DONE_BY_NOBODY = /^(sent|received|delivered|bounced|dropped|failed|skipped|manually)_|_(delivered|sent|received|bounced|dropped|failed)(_|$)/;

/** System webhooks of Klaviyo. https://developers.klaviyo.com/en/docs/working_with_system_webhooks */
export const klaviyo: Provider = {
  id: 'klaviyo',
  takesFieldMap: false,

  verify(request, secrets) {
    const timestamp = request.headers['klaviyo-timestamp'];
    const signedAt = timestamp === undefined ? null : timeIn(timestamp);
    if (timestamp === undefined || signedAt === null) return refused('klaviyo-timestamp is no time');
    const signature = request.headers['klaviyo-signature'] ?? '';
    if (!/^[0-9a-f]{64}$/i.test(signature)) return refused('there is no klaviyo-signature header of 64 hexadecimal digits');
    const given = Buffer.from(signature, 'hex');
    // Nothing stands between the two.
    if (!secrets.some((secret) => sameBytes(given, hmac('sha256', secret, request.raw, timestamp)))) {
      return refused('klaviyo-signature matches no secret of this source');
    }
    return [signedAt, sentAtIn(request.raw)].some((at) => at !== null && isFresh(at.getTime(), request.now))
      ? ACCEPTED
      : refused('klaviyo-timestamp is more than five minutes off');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const events = listOf(get(body.value, 'data'));
    if (events.length > MOST_EVENTS) return { ok: false, because: `more than ${MOST_EVENTS} events at once` };
    return { ok: true, events: events.map((event) => readEvent(event, source)) };
  },
};

/** `Tue, 14 Apr 2026 03:50:12 GMT`, as HTTP writes dates; its samples have seconds and ISO 8601 too. */
function timeIn(header: string): Date | null {
  return instantOf(HTTP_DATE.test(header) ? Date.parse(header) : header);
}

/**
 * When the body says that it was sent. Klaviyo has been seen to write its local time into the header and call it GMT,
 * which makes genuine requests hours off; the body is signed as well as the header.
 */
function sentAtIn(raw: Buffer): Date | null {
  const body = parseJson(raw);
  return body.ok ? instantOf(get(body.value, 'meta', 'timestamp')) : null;
}

function readEvent(event: Json, source: ReadingSource): ProviderEvent {
  const dedupeKey = textOf(get(event, 'external_id')) ?? bodyKey(JSON.stringify(event));
  const topic = textOf(get(event, 'topic')) ?? '';
  const data = get(event, 'payload', 'data') ?? null;
  const profileId = textOf(get(data, 'relationships', 'profile', 'data', 'id'));
  const profile = listOf(get(event, 'payload', 'included')).find((each) => get(each, 'type') === 'profile') ?? null;
  const email = emailIn(data) ?? emailIn(profile);
  const name = topic.replace(/^event:[^.]*\./, '');
  if (name === '' || (profileId === undefined && email === undefined)) {
    return { kind: 'ignored', dedupeKey, reason: 'about nobody' };
  }
  if (DONE_BY_NOBODY.test(name)) return { kind: 'ignored', dedupeKey, reason: `${name} says nothing about interest` };
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

/** Leaving one list, or no longer wanting text messages, takes nothing back that was said about e-mail. */
function consentIn(name: string): { email?: 'granted' | 'denied' } {
  if (/^(unsubscribed|unsubscribed_from_email_marketing|marked_email_as_spam)$/.test(name)) return { email: 'denied' };
  return name === 'subscribed_to_email_marketing' ? { email: 'granted' } : {};
}

function emailIn(data: Json): string | undefined {
  const properties = get(data, 'attributes', 'event_properties');
  const places = [get(data, 'attributes', 'email'), ...['$email', 'email_address', 'email'].map((name) => get(properties, name))];
  return places.flatMap((place) => emailAddressIn(textOf(place) ?? '') ?? [])[0];
}
