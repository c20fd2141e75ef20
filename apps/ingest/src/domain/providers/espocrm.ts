import { get, type Json, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { instantOf } from '../body/instant.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';

const MOST_RECORDS = 50;

const MAP: FieldMap = {
  person: {
    email: 'emailAddress',
    fullName: 'name',
    givenName: 'firstName',
    familyName: 'lastName',
    title: 'title',
    phone: 'phoneNumber',
    country: 'addressCountry',
    city: 'addressCity',
  },
  company: { name: 'accountName', industry: 'industry', domain: 'website' },
  source: { campaign: 'campaignName' },
  passport: { whereFrom: 'source' },
  occurredAt: ['modifiedAt', 'createdAt'],
  externalId: 'id',
};

/** Webhooks of EspoCRM: bare records, of an update only what changed. https://docs.espocrm.com/administration/webhooks/ */
export const espocrm: Provider = {
  id: 'espocrm',
  takesFieldMap: true,

  /** base64 of the webhook's id, a colon, and a hexadecimal HMAC of the body. */
  verify(request, secrets) {
    const header = request.headers['signature'] ?? request.headers['x-signature'];
    if (!header) return refused('there is no signature header');
    const decoded = Buffer.from(header, 'base64').toString('latin1');
    const hex = decoded.slice(decoded.indexOf(':') + 1);
    if (!/^[0-9a-f]{64}$/i.test(hex)) return refused('the signature header is not base64 of webhookId:hexadecimal');
    const given = Buffer.from(hex, 'hex');
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, request.raw)))
      ? ACCEPTED
      : refused('the signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const records = Array.isArray(body.value) ? body.value : [body.value];
    if (records.length > MOST_RECORDS) return { ok: false, because: `more than ${MOST_RECORDS} records at once` };
    return { ok: true, events: records.map((record) => readRecord(record, source)) };
  },
};

function readRecord(record: Json, source: ReadingSource): ProviderEvent {
  const text = (name: string) => textOf(get(record, name));
  const dedupeKey = bodyKey(JSON.stringify(record));
  const id = text('id');
  if (id === undefined) return { kind: 'ignored', dedupeKey, reason: 'a record without an id' };
  const stage = text('stage');
  if (stage !== undefined) return readDeal(record, id, stage, dedupeKey, source);
  const read = mappedLead(record, MAP, source, { provider: 'espocrm', dedupeKey });
  return { ...read, kind: read.person.email === undefined ? 'touch' : 'lead', touch: null };
}

function readDeal(record: Json, id: string, stage: string, dedupeKey: string, source: ReadingSource): ProviderEvent {
  const text = (name: string) => textOf(get(record, name));
  const standing = /won/i.test(stage) ? 'won' : /lost/i.test(stage) ? 'lost' : 'open';
  const contact = text('contactId');
  return {
    kind: 'deal',
    dedupeKey,
    occurredAt: instantOf(text('modifiedAt')),
    dealId: id,
    name: text('name'),
    standing,
    stage,
    amount: text('amount'),
    currency: text('amountCurrency'),
    closedAt: standing === 'open' ? null : instantOf(text('closeDate')),
    lostBecause: undefined,
    identityKeys: contact === undefined ? [] : [`espocrm:${source.id}:${contact}`],
    email: undefined,
  };
}
