import { parseForm } from '../body/form-body.js';
import { get, type Json, type JsonObject, objectOf } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { verifySharedKey } from './shared-key.js';

const MAP: FieldMap = {
  root: 'contact.fields',
  person: {
    email: 'contact.email',
    givenName: 'contact.first_name',
    familyName: 'contact.last_name',
    phone: 'contact.phone',
    title: ['contact.fields.job_title', 'contact.fields.title'],
    country: 'contact.fields.country',
  },
  company: { name: ['contact.orgname', 'contact.customer_acct_name', 'contact.fields.company'] },
  source: {
    campaign: ['contact.fields.utm_campaign', 'campaign.name'],
    medium: 'contact.fields.utm_medium',
    term: 'contact.fields.utm_term',
    content: 'contact.fields.utm_content',
  },
  passport: { whereFrom: 'contact.fields.utm_source' },
  occurredAt: 'date_time',
  externalId: 'contact.id',
};

const WORDS = new Map<string, (body: Json) => string>([
  ['contact_tag_added', (body) => `Was tagged “${textOf(get(body, 'tag')) ?? ''}”`],
  ['contact_tag_removed', (body) => `Lost the tag “${textOf(get(body, 'tag')) ?? ''}”`],
  ['open', () => 'Opened an e-mail'],
  ['click', (body) => `Clicked ${textOf(get(body, 'link', 'url')) ?? 'in an e-mail'}`],
  ['reply', () => 'Replied to an e-mail'],
  ['forward', () => 'Forwarded an e-mail'],
  ['bounce', () => 'An e-mail could not be delivered'],
  ['unsubscribe', () => 'Unsubscribed'],
]);

/**
 * Webhooks of ActiveCampaign: form bodies, unsigned, and never sent a second time.
 * https://developers.activecampaign.com/page/webhooks
 */
export const activecampaign: Provider = {
  id: 'activecampaign',
  takesFieldMap: true,
  verify: verifySharedKey,

  read(webhook, source) {
    const form = parseForm(webhook.body);
    if (!form.ok) return { ok: false, because: 'the body is not a form' };
    return { ok: true, events: [readEvent(objectOf(form.value), bodyKey(webhook.body), source)] };
  },
};

function readEvent(body: JsonObject, fallbackKey: string, source: ReadingSource): ProviderEvent {
  const type = textOf(body['type']);
  const contactId = textOf(get(body, 'contact', 'id'));
  if (type === undefined || (contactId === undefined && textOf(get(body, 'contact', 'email')) === undefined)) {
    return { kind: 'ignored', dedupeKey: fallbackKey, reason: 'about nobody' };
  }
  const about = textOf(body['tag']) ?? textOf(body['list']) ?? '';
  const dedupeKey = bodyKey([type, textOf(body['date_time']) ?? '', contactId ?? '', about].join('|'));
  const lead = mappedLead(body, MAP, source, { provider: 'activecampaign', dedupeKey });
  const tags = textOf(get(body, 'contact', 'tags'));
  const read = tags === undefined ? lead : { ...lead, attributes: { ...lead.attributes, tags } };
  const says = WORDS.get(type);
  if (says === undefined) return { ...read, touch: type === 'subscribe' ? { kind: 'newsletter', says: 'Subscribed to a list' } : null };
  const touch = asTouch(read, type.replaceAll('_', '-'), says(body));
  if (type === 'unsubscribe') return { ...touch, consent: { email: 'denied' } };
  if (type !== 'click') return touch;
  const answer = { kind: 'email-click', says: says(body), field: 'link.url', at: read.occurredAt ?? undefined };
  return { ...touch, passport: { ...touch.passport, content: [answer] } };
}
