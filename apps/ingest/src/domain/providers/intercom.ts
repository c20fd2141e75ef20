import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MAP: FieldMap = {
  root: 'item.custom_attributes',
  person: {
    email: 'item.email',
    fullName: 'item.name',
    title: 'item.custom_attributes.job_title',
    phone: 'item.phone',
    country: ['item.location.country', 'item.location_data.country_name'],
    city: ['item.location.city', 'item.location_data.city_name'],
  },
  company: { name: ['item.companies.companies.0.name', 'item.companies.data.0.name', 'item.custom_attributes.company'] },
  source: {
    campaign: 'item.utm_campaign',
    medium: 'item.utm_medium',
    term: 'item.utm_term',
    content: 'item.utm_content',
    referrer: 'item.referrer',
  },
  consent: { email: { path: 'item.unsubscribed_from_emails', deniedBy: ['true'], grantedBy: [] } },
  passport: { whereFrom: 'item.utm_source' },
  occurredAt: 'created_at',
  externalId: 'item.id',
};

/** What Intercom calls those who are no colleagues and no bots. */
const PEOPLE = new Set(['user', 'lead', 'contact']);

/** Contacts and conversations of Intercom. https://developers.intercom.com/docs/webhooks/webhook-notifications */
export const intercom: Provider = {
  id: 'intercom',
  takesFieldMap: true,

  verify(request, secrets) {
    const [, hex] = /^sha1=([0-9a-f]{40})$/i.exec(request.headers['x-hub-signature'] ?? '') ?? [];
    if (hex === undefined) return refused('there is no x-hub-signature header of the form sha1=…');
    const given = Buffer.from(hex, 'hex');
    return secrets.some((secret) => sameBytes(given, hmac('sha1', secret, request.raw)))
      ? ACCEPTED
      : refused('x-hub-signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const dedupeKey = textOf(get(body.value, 'id')) ?? bodyKey(webhook.body);
    return { ok: true, events: [readNotice(body.value, dedupeKey, source)] };
  },
};

function readNotice(body: Json, dedupeKey: string, source: ReadingSource): ProviderEvent {
  const topic = textOf(get(body, 'topic')) ?? '';
  const item = get(body, 'data', 'item') ?? null;
  const ignored = (reason: string): ProviderEvent => ({ kind: 'ignored', dedupeKey, reason });
  if (topic === 'ping') return ignored('a test delivery');
  const read = (contact: Json) => {
    const told = { item: { custom_attributes: {}, ...objectOf(contact) }, created_at: get(body, 'created_at') ?? null };
    return mappedLead(told, MAP, source, { provider: 'intercom', dedupeKey });
  };
  if (topic.endsWith('.merged')) return readMerge(item, dedupeKey, source) ?? ignored('a merge without ids');
  if (topic.endsWith('.deleted')) return ignored('the contact was deleted in Intercom; what is known here stays');
  if (/^conversation\.(user|contact)\.(created|replied)$/.test(topic)) {
    const says = 'Wrote in a conversation';
    const writer = read(writerOf(item));
    const touch = asTouch(writer, 'conversation', says);
    if (topic.endsWith('.replied')) return touch;
    const prompted = { kind: 'contact-request', says, field: 'topic', at: writer.occurredAt ?? undefined };
    return { ...touch, passport: { ...touch.passport, prompted } };
  }
  if (/^(contact|user|lead)\./.test(topic)) {
    // Notices about a tag or a subscription hold the contact beside it.
    const contact = read(get(item, 'contact') ?? item);
    return { ...contact, kind: contact.person.email === undefined ? 'touch' : 'lead', touch: null };
  }
  return ignored(`${topic || 'a notification without a topic'} is about nobody`);
}

/** Whoever wrote last; a conversation may well have been begun by a colleague or a bot. */
function writerOf(conversation: Json): Json {
  const parts = listOf(get(conversation, 'conversation_parts', 'conversation_parts')).toReversed();
  const authors = [...parts, get(conversation, 'source')].map((part) => get(part, 'author') ?? null);
  const writer = [...authors, get(conversation, 'user') ?? null].find((each) => PEOPLE.has(textOf(get(each, 'type')) ?? ''));
  return writer ?? listOf(get(conversation, 'contacts', 'contacts'))[0] ?? null;
}

function readMerge(item: Json, dedupeKey: string, source: ReadingSource): ProviderEvent | null {
  const key = (id: string | undefined) => (id === undefined ? undefined : `intercom:${source.id}:${id}`);
  const survivor = key(textOf(get(item, 'merged_contact', 'id')) ?? textOf(get(item, 'into', 'id')) ?? textOf(get(item, 'id')));
  const loser = key(textOf(get(item, 'contact', 'id')) ?? textOf(get(item, 'from', 'id')) ?? textOf(get(item, 'old_id')));
  if (survivor === undefined || loser === undefined || survivor === loser) return null;
  return { kind: 'merge', dedupeKey, occurredAt: null, survivor, losers: [loser] };
}
