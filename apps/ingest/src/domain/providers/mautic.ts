import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MAP: FieldMap = {
  root: 'attributes',
  person: {
    email: 'fields.email',
    givenName: 'fields.firstname',
    familyName: 'fields.lastname',
    title: ['fields.position', 'fields.title'],
    phone: ['fields.phone', 'fields.mobile'],
    country: 'fields.country',
    city: 'fields.city',
  },
  company: { name: ['fields.company', 'fields.companyname'], industry: 'fields.industry' },
  source: { campaign: 'fields.utm_campaign', medium: 'fields.utm_medium', content: 'fields.utm_content' },
  passport: { whereFrom: ['fields.utm_source', 'fields.attribution'] },
  occurredAt: 'timestamp',
  externalId: 'id',
};

/** Webhooks of Mautic: several kinds of events in one body, up to ten of each. https://docs.mautic.org/en/webhooks */
export const mautic: Provider = {
  id: 'mautic',
  takesFieldMap: true,

  verify(request, secrets) {
    const signature = request.headers['webhook-signature'];
    if (!signature) return refused('there is no webhook-signature header');
    const given = Buffer.from(signature, 'base64');
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, request.raw)))
      ? ACCEPTED
      : refused('webhook-signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const events = Object.entries(objectOf(body.value)).flatMap(([kind, told]) =>
      (Array.isArray(told) ? told : [told]).map((event) => readEvent(kind.replace(/^mautic\./, ''), event, source)),
    );
    return { ok: true, events };
  },
};

function readEvent(kind: string, event: Json, source: ReadingSource): ProviderEvent {
  const dedupeKey = bodyKey(`${kind}|${JSON.stringify(event)}`);
  const contact = get(event, 'contact') ?? get(event, 'lead') ?? get(event, 'submission', 'lead') ?? null;
  const ignored = (reason: string): ProviderEvent => ({ kind: 'ignored', dedupeKey, reason });
  if (contact === null) return ignored(`${kind} is about nobody`);
  if (kind.startsWith('lead_post_delete')) return ignored('the contact was deleted in Mautic; what is known here stays');
  const told = { id: get(contact, 'id') ?? null, timestamp: get(event, 'timestamp') ?? null, fields: fieldsOf(contact) };
  const lead = mappedLead(told, MAP, source, { provider: 'mautic', dedupeKey });
  const points = textOf(get(contact, 'points'));
  const read = points === undefined ? lead : { ...lead, attributes: { ...lead.attributes, points: Number(points) } };
  const at = read.occurredAt ?? undefined;

  if (kind.startsWith('lead_post_save')) return { ...read, kind: read.person.email === undefined ? 'touch' : 'lead', touch: null };
  if (kind.startsWith('form_on_submit')) {
    const form = textOf(get(event, 'submission', 'form', 'name')) ?? textOf(get(event, 'form', 'name'));
    const says = form === undefined ? 'Sent a form' : `Sent the form “${form}”`;
    const prompted = { kind: 'form-submission', says, field: 'submission.form.name', at };
    return { ...read, passport: { ...read.passport, prompted }, touch: { kind: 'form-submission', says } };
  }
  if (kind.startsWith('page_on_hit')) {
    const page = textOf(get(event, 'hit', 'url')) ?? textOf(get(event, 'page', 'title')) ?? 'a page';
    const says = `Read ${page}`;
    return {
      ...asTouch(read, 'page-view', says),
      passport: { whereFrom: null, content: [{ kind: 'page', says, field: 'hit.url', at }], prompted: null },
    };
  }
  if (kind.startsWith('lead_channel_subscription')) {
    const isDenied = textOf(get(event, 'new_status')) !== 'contactable';
    const says = isDenied ? 'Unsubscribed' : 'Subscribed again';
    return { ...asTouch(read, 'subscription', says), consent: { email: isDenied ? 'denied' : 'granted' } };
  }
  if (kind.startsWith('lead_points_change')) return { ...asTouch(read, 'points', 'Was given points in Mautic'), touch: null };
  return asTouch(read, kind.replaceAll('_', '-'), kind.replaceAll('_', ' '));
}

/** `{core: {email: {value}}, social: …}` → `{email}`. */
function fieldsOf(contact: Json): Json {
  const groups = Object.values(objectOf(get(contact, 'fields')));
  const named = groups.flatMap((group) =>
    Object.entries(objectOf(group)).flatMap(([name, field]): Array<[string, Json]> => {
      const value = field !== null && typeof field === 'object' ? get(field, 'value') : field;
      return value === undefined || value === null || listOf(value).length > 0 ? [] : [[name, value]];
    }),
  );
  return Object.fromEntries(named);
}
