import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { verifySharedKey } from './shared-key.js';

const MAP: FieldMap = {
  person: {
    email: ['email', 'primary_email'],
    fullName: 'name',
    givenName: 'first_name',
    familyName: 'last_name',
    title: 'job_title',
    phone: 'phone',
  },
  company: { name: ['org_name', 'org_id.name'] },
  occurredAt: ['update_time', 'add_time'],
  externalId: 'id',
};

/**
 * Webhooks of Pipedrive, versions 1 (`current`) and 2 (`data`), with HTTP Basic: the secret is `user:password`.
 * https://pipedrive.readme.io/docs/guide-for-webhooks-v2
 */
export const pipedrive: Provider = {
  id: 'pipedrive',
  takesFieldMap: true,
  verify: verifySharedKey,

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    return { ok: true, events: [readNotice(body.value, bodyKey(webhook.body), source)] };
  },
};

function readNotice(body: Json, fallbackKey: string, source: ReadingSource): ProviderEvent {
  const meta = (...names: string[]) => names.map((name) => textOf(get(body, 'meta', name))).find((text) => text !== undefined);
  const entity = meta('entity', 'object') ?? '';
  const action = meta('action') ?? '';
  const id = meta('entity_id', 'id');
  const dedupeKey =
    meta('correlation_id') === undefined && meta('id', 'entity_id') === undefined
      ? fallbackKey
      : [entity, action, id ?? '', meta('timestamp', 'timestamp_micro', 'correlation_id') ?? ''].join('|');
  const record = get(body, 'data') ?? get(body, 'current') ?? null;
  if (record === null || /^delete/.test(action)) {
    return { kind: 'ignored', dedupeKey, reason: `the ${entity || 'record'} was deleted in Pipedrive; what is known here stays` };
  }
  const occurredAt = instantOf(meta('timestamp'));
  if (entity === 'person') {
    const flat = { ...objectOf(record), email: firstOf(record, 'emails', 'email'), phone: firstOf(record, 'phones', 'phone') };
    const read = mappedLead(flat, MAP, source, { provider: 'pipedrive', dedupeKey });
    return { ...read, occurredAt: occurredAt ?? read.occurredAt, kind: read.person.email === undefined ? 'touch' : 'lead', touch: null };
  }
  const dealId = textOf(get(record, 'id')) ?? id;
  if (entity === 'deal' && dealId !== undefined) return readDeal(record, dealId, { dedupeKey, occurredAt }, source);
  return { kind: 'ignored', dedupeKey, reason: `${entity || 'a record without a type'} is about nobody` };
}

function readDeal(
  record: Json,
  dealId: string,
  at: { dedupeKey: string; occurredAt: Date | null },
  source: ReadingSource,
): ProviderEvent {
  const text = (...path: string[]) => textOf(get(record, ...path));
  const status = text('status');
  const person = text('person_id') ?? text('person_id', 'value');
  return {
    kind: 'deal',
    ...at,
    dealId,
    name: text('title'),
    standing: status === 'won' || status === 'lost' ? status : 'open',
    stage: text('stage_id'),
    amount: text('value'),
    currency: text('currency'),
    closedAt: instantOf(text('won_time')) ?? instantOf(text('lost_time')) ?? instantOf(text('close_time')),
    lostBecause: text('lost_reason'),
    identityKeys: person === undefined ? [] : [`pipedrive:${source.id}:${person}`],
    email: textOf(get(listOf(get(record, 'person_id', 'email'))[0], 'value')),
  };
}

/** Several values with one of them the primary; or a bare one. */
function firstOf(record: Json, ...names: string[]): Json {
  for (const name of names) {
    const value = get(record, name);
    const all = listOf(value);
    const primary = all.find((each) => get(each, 'primary') === true) ?? all[0];
    const text = textOf(get(primary, 'value')) ?? textOf(primary) ?? textOf(value);
    if (text !== undefined) return text;
  }
  return null;
}
