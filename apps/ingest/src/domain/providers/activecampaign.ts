import { parseForm } from '../body/form-body.js';
import { get, type Json, type JsonObject, objectOf } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { verifySharedKey } from './shared-key.js';

/** A field of their own, in the webhooks of automations: the tag that stands for it, in either case. */
const field = (tag: string) => [`contact.fields.${tag}`, `contact.fields.${tag.toUpperCase()}`];

const MAP: FieldMap = {
  root: 'contact.fields',
  person: {
    email: 'contact.email',
    givenName: 'contact.first_name',
    familyName: 'contact.last_name',
    phone: 'contact.phone',
    title: [...field('job_title'), ...field('title')],
    country: field('country'),
  },
  company: { name: ['contact.orgname', 'contact.customer_acct_name', ...field('company')] },
  source: {
    campaign: [...field('utm_campaign'), 'campaign.name'],
    medium: field('utm_medium'),
    term: field('utm_term'),
    content: field('utm_content'),
  },
  passport: { whereFrom: field('utm_source') },
  occurredAt: 'date_time',
  externalId: 'contact.id',
};

/** What somebody did, or what was noted about them, in words. */
const WORDS = new Map<string, (body: Json) => string>([
  ['contact_tag_added', (body) => `Was tagged “${textOf(get(body, 'tag')) ?? ''}”`],
  ['contact_tag_removed', (body) => `Lost the tag “${textOf(get(body, 'tag')) ?? ''}”`],
  ['open', () => 'Opened an e-mail'],
  ['click', (body) => `Clicked ${textOf(get(body, 'link', 'url')) ?? 'in an e-mail'}`],
  ['reply', () => 'Replied to an e-mail'],
  ['forward', () => 'Forwarded an e-mail'],
  ['bounce', () => 'An e-mail could not be delivered'],
  ['unsubscribe', () => 'Unsubscribed'],
  ['sms_reply', () => 'Replied to a text message'],
]);

/** What was sent to people says nothing about them. */
const OUR_OWN_DOING = new Set(['sent', 'sms_sent']);

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
  const contact = textOf(get(body, 'contact', 'id')) ?? textOf(get(body, 'contact', 'email'));
  const ignored = (reason: string): ProviderEvent => ({ kind: 'ignored', dedupeKey: fallbackKey, reason });
  if (type === undefined || contact === undefined) return ignored('about nobody');
  if (OUR_OWN_DOING.has(type)) return ignored(`${type} is no doing of theirs`);
  const at = textOf(body['date_time']);
  const about = textOf(body['tag']) ?? textOf(body['list']) ?? '';
  const dedupeKey = at === undefined ? fallbackKey : bodyKey([type, at, contact, about].join('|'));
  const lead = mappedLead(body, MAP, source, { provider: 'activecampaign', dedupeKey });
  const tags = textOf(get(body, 'contact', 'tags'));
  const read = tags === undefined ? lead : { ...lead, attributes: { ...lead.attributes, tags } };
  const says = WORDS.get(type)?.(body);
  if (says === undefined) return { ...read, touch: type === 'subscribe' ? { kind: 'newsletter', says: 'Subscribed to a list' } : null };
  const touch = asTouch(read, type.replaceAll('_', '-'), says);
  if (type === 'unsubscribe') return { ...touch, consent: { ...touch.consent, email: 'denied' } };
  if (type !== 'click') return touch;
  const answer = { kind: 'email-click', says, field: 'link.url', at: read.occurredAt ?? undefined };
  return { ...touch, passport: { ...touch.passport, content: [answer] } };
}
