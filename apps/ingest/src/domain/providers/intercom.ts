import { get, type Json, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MAP: FieldMap = {
  root: 'item.custom_attributes',
  person: {
    email: ['item.email', 'item.source.author.email', 'item.user.email'],
    fullName: ['item.name', 'item.source.author.name', 'item.user.name'],
    phone: 'item.phone',
    country: 'item.location.country',
    city: 'item.location.city',
  },
  company: { name: ['item.companies.companies.0.name', 'item.custom_attributes.company'] },
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
  externalId: ['item.id', 'item.source.author.id'],
};

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
  const contact = () =>
    mappedLead({ item, created_at: get(body, 'created_at') ?? null }, MAP, source, { provider: 'intercom', dedupeKey });
  if (topic.endsWith('.merged')) return readMerge(item, dedupeKey, source) ?? ignored('a merge without ids');
  if (topic.endsWith('.deleted')) return ignored('the contact was deleted in Intercom; what is known here stays');
  if (/^conversation\.(user|contact)\.(created|replied)$/.test(topic)) {
    const says = 'Wrote in a conversation';
    const lead = contact();
    const prompted = { kind: 'contact-request', says, field: 'topic', at: lead.occurredAt ?? undefined };
    return { ...asTouch(lead, 'conversation', says), passport: { ...lead.passport, prompted } };
  }
  if (/^(contact|user|lead)\./.test(topic)) {
    const lead = contact();
    return { ...lead, kind: lead.person.email === undefined ? 'touch' : 'lead', touch: null };
  }
  return ignored(`${topic || 'a notification without a topic'} is about nobody`);
}

function readMerge(item: Json, dedupeKey: string, source: ReadingSource): ProviderEvent | null {
  const key = (id: string | undefined) => (id === undefined ? undefined : `intercom:${source.id}:${id}`);
  const survivor = key(textOf(get(item, 'merged_contact', 'id')) ?? textOf(get(item, 'into', 'id')) ?? textOf(get(item, 'id')));
  const loser = key(textOf(get(item, 'contact', 'id')) ?? textOf(get(item, 'from', 'id')) ?? textOf(get(item, 'old_id')));
  if (survivor === undefined || loser === undefined || survivor === loser) return null;
  return { kind: 'merge', dedupeKey, occurredAt: null, survivor, losers: [loser] };
}
