import { instantOf } from '../body/instant.js';
import { get, type Json, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { digits, isFresh } from './clock-window.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MAP: FieldMap = {
  person: { email: ['data.identifiers.email', 'data.variables.customer.email', 'data.email_address', 'data.recipient'] },
  externalId: ['data.identifiers.cio_id', 'data.identifiers.id', 'data.customer_id'],
  attributes: 'none',
};

const WORDS: ReadonlyMap<string, string> = new Map([
  ['opened', 'Opened an e-mail'],
  ['clicked', 'Clicked in an e-mail'],
  ['converted', 'Did what a campaign was for'],
]);

const CHOICES: ReadonlyMap<string, { readonly says: string; readonly consent: 'granted' | 'denied' }> = new Map([
  ['subscribed', { says: 'Subscribed to e-mail', consent: 'granted' }],
  ['unsubscribed', { says: 'Unsubscribed from e-mail', consent: 'denied' }],
  ['spammed', { says: 'Marked an e-mail as spam', consent: 'denied' }],
]);

/** Reporting webhooks of Customer.io, where one slow answer holds up all that follow. */
export const customerIo: Provider = {
  id: 'customer-io',
  takesFieldMap: false,

  verify(request, secrets) {
    const timestamp = request.headers['x-cio-timestamp'];
    const seconds = digits(timestamp);
    if (timestamp === undefined || seconds === null) return refused('x-cio-timestamp is not a number of seconds');
    if (!isFresh(seconds * 1000, request.now)) return refused('x-cio-timestamp is more than five minutes off');
    const signature = request.headers['x-cio-signature'] ?? '';
    if (!/^[0-9a-f]{64}$/i.test(signature)) return refused('there is no x-cio-signature header of 64 hexadecimal digits');
    const given = Buffer.from(signature, 'hex');
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, `v0:${timestamp}:`, request.raw)))
      ? ACCEPTED
      : refused('x-cio-signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const dedupeKey = textOf(get(body.value, 'event_id')) ?? bodyKey(webhook.body);
    return { ok: true, events: [readReport(body.value, dedupeKey, source)] };
  },
};

function readReport(body: Json, dedupeKey: string, source: ReadingSource): ProviderEvent {
  // Older accounts say `email_opened` in one word.
  const [, oldObject, oldMetric] = /^(\w+?)_(\w+)$/.exec(textOf(get(body, 'event_type')) ?? '') ?? [];
  const metric = textOf(get(body, 'metric')) ?? oldMetric ?? '';
  const object = textOf(get(body, 'object_type')) ?? oldObject ?? '';
  const read = {
    ...mappedLead(body, MAP, source, { provider: 'customer-io', dedupeKey }),
    occurredAt: instantOf(get(body, 'timestamp')),
  };
  const isOfMail = object === 'customer' || object === 'email' || object === '';
  const choice = isOfMail ? CHOICES.get(metric) : undefined;
  if (choice !== undefined) {
    return { ...asTouch(read, metric, choice.says), consent: { email: choice.consent } };
  }
  const says = WORDS.get(metric);
  if (says === undefined || object === 'customer') {
    return { kind: 'ignored', dedupeKey, reason: `${`${object} ${metric}`.trim() || 'a report'} says nothing about interest` };
  }
  const about = textOf(get(body, 'data', 'subject')) ?? textOf(get(body, 'data', 'href'));
  const touch = asTouch(read, `${object || 'message'}-${metric}`, about === undefined ? says : `${says}: ${about}`);
  if (metric !== 'clicked') return touch;
  const answer = { kind: 'email-click', says: touch.touch!.says, field: 'data', at: read.occurredAt ?? undefined };
  return { ...touch, passport: { ...touch.passport, content: [answer] } };
}
