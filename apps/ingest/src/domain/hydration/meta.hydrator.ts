import { instantOf } from '../body/instant.js';
import { get, type Json, type JsonObject, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { addressPaths } from '../field-map/address-paths.js';
import type { FieldMap } from '../field-map/field-map.js';
import { mappedLead } from '../providers/mapped-lead.js';
import type { ReadingSource } from '../providers/provider.js';
import type { Fetched, Hydrator, Reference, Verdict } from './hydrator.js';
import { sortAnswer } from './sort-answer.js';

const FIELDS = 'id,created_time,ad_id,ad_name,form_id,campaign_id,campaign_name,is_organic,platform,field_data';

/**
 * Error codes of the Graph API: the token, or what it may see, is at fault; or too much was asked.
 * https://developers.facebook.com/docs/graph-api/guides/error-handling
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
const isOfToken = (code: number) => [10, 102, 190].includes(code) || (code >= 200 && code <= 299);
const isForLater = (code: number) => [1, 2, 4, 17, 32, 341, 368, 613].includes(code) || (code >= 80_000 && code <= 80_014);

/** What Meta's testing tool fills in, in whichever fields the form has. */
const TEST_VALUE = /^<?test lead: dummy data/i;

const mapFor = (fields: JsonObject): FieldMap => ({
  root: 'fields',
  person: {
    email: ['fields.work_email', 'fields.email', ...addressPaths(fields, 'fields')],
    fullName: 'fields.full_name',
    givenName: 'fields.first_name',
    familyName: 'fields.last_name',
    title: 'fields.job_title',
    phone: ['fields.work_phone_number', 'fields.phone_number'],
    country: 'fields.country',
    city: 'fields.city',
  },
  company: { name: 'fields.company_name' },
  source: { campaign: ['campaign_name', 'campaign_id'], content: ['ad_name', 'ad_id'] },
  occurredAt: 'created_time',
});

/** A lead of Meta's Graph API. https://developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving */
export const metaHydrator: Hydrator = {
  api: 'https://graph.facebook.com',
  perSecond: 5,

  ask: ({ id }, token) => ({
    path: `/v24.0/${encodeURIComponent(id)}?fields=${FIELDS}`,
    headers: { authorization: `Bearer ${token}` },
  }),

  /** Meta says 400 to nearly everything; what it means stands in the body. */
  sort(status, headers, body): Verdict {
    const parsed = parseJson(body);
    const error = parsed.ok ? get(parsed.value, 'error') : undefined;
    const code = Number(textOf(get(error, 'code')));
    if (isOfToken(code)) return { kind: 'token' };
    if (isForLater(code) || get(error, 'is_transient') === true) return { kind: 'later', afterMs: restMs(headers) };
    return sortAnswer(status, headers);
  },

  read(body, reference, source) {
    const parsed = parseJson(body);
    if (!parsed.ok || textOf(get(parsed.value, 'id')) === undefined) {
      return { ok: false, because: 'Meta’s answer is no lead' };
    }
    return leadIn(parsed.value, reference, source);
  },
};

/** Minutes until questions are answered again, told for each kind of use; null where none has to wait. */
function restMs(headers: Readonly<Record<string, string | undefined>>): number | null {
  const usage = parseJson(Buffer.from(headers['x-business-use-case-usage'] ?? ''));
  const uses = usage.ok ? Object.values(objectOf(usage.value)).flatMap(listOf) : [];
  const minutes = uses.map((use) => Number(textOf(get(use, 'estimated_time_to_regain_access')))).filter((each) => each > 0);
  return minutes.length === 0 ? null : Math.min(Math.max(...minutes), 24 * 60) * 60_000;
}

function leadIn(answer: Json, reference: Reference, source: ReadingSource): Fetched {
  const fields = listOf(get(answer, 'field_data')).flatMap((field): Array<[string, Json]> => {
    const name = textOf(get(field, 'name'));
    const values = listOf(get(field, 'values'));
    return name === undefined ? [] : [[name.toLowerCase(), values.length === 1 ? (values[0] as Json) : values]];
  });
  const dedupeKey = `fetched:leadgen:${reference.id}`;
  if (fields.some(([, value]) => TEST_VALUE.test(textOf(value) ?? ''))) {
    return { ok: true, event: { kind: 'ignored', dedupeKey, reason: 'a test lead from Meta' } };
  }
  const told = {
    fields: Object.fromEntries(fields),
    created_time: get(answer, 'created_time') ?? null,
    campaign_name: get(answer, 'campaign_name') ?? null,
    campaign_id: get(answer, 'campaign_id') ?? null,
    ad_name: get(answer, 'ad_name') ?? null,
    ad_id: get(answer, 'ad_id') ?? null,
  };
  const read = mappedLead(told, mapFor(told.fields), source, { provider: 'meta-lead-ads', dedupeKey });
  const isOrganic = get(answer, 'is_organic') === true;
  const campaign = read.source.campaign;
  const ad = read.source.content;
  const form = textOf(get(answer, 'form_id')) ?? reference.details['form_id'];
  const at = instantOf(get(answer, 'created_time')) ?? undefined;
  const says = form === undefined ? 'Sent a lead form on Meta' : `Sent the lead form ${form} on Meta`;
  return {
    ok: true,
    event: {
      ...read,
      source: { ...read.source, channel: isOrganic ? 'social' : 'paid-social' },
      passport: {
        whereFrom: {
          kind: isOrganic ? 'social' : 'paid-social',
          says: campaign === undefined ? 'Meta' : `Meta, campaign ${campaign}`,
          field: campaign === undefined ? 'id' : 'campaign_name',
        },
        content: ad === undefined ? [] : [{ kind: 'ad', says: `Saw the ad ${ad}`, field: 'ad_name', at }],
        prompted: { kind: 'lead-form', says, field: 'form_id', at },
      },
      touch: { kind: 'form-submission', says, content: ad },
    },
  };
}
