import type { Attributes } from '@baton/contracts';
import { instantOf } from '../body/instant.js';
import { get, type JsonObject, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { emailAddressIn } from '../person/email-address.js';
import { bodyKey, sameText } from './constant-time.js';
import { ACCEPTED, type PersonEvent, type Provider, refused } from './provider.js';

/** The columns that have a place of their own. `column_name` is not always there, so only ids are looked at. */
const NAMED_COLUMNS = {
  email: ['WORK_EMAIL', 'EMAIL'],
  fullName: ['FULL_NAME'],
  givenName: ['FIRST_NAME'],
  familyName: ['LAST_NAME'],
  title: ['JOB_TITLE'],
  phone: ['WORK_PHONE', 'PHONE_NUMBER'],
  country: ['COUNTRY'],
  city: ['CITY'],
  company: ['COMPANY_NAME'],
} as const;

/** A lead form of Google Ads. https://developers.google.com/google-ads/webhook/docs/implementation */
export const googleAdsLeadForm: Provider = {
  id: 'google-ads-lead-form',
  takesFieldMap: false,
  accepted: { status: 200, contentType: 'application/json', body: '{}' },

  /** Google puts its key into the body: the one provider whose check has to parse first. */
  verify(request, secrets) {
    const body = parseJson(request.raw);
    const key = body.ok ? get(body.value, 'google_key') : undefined;
    if (typeof key !== 'string' || key === '') return refused('the body holds no google_key');
    return secrets.some((secret) => sameText(key, secret))
      ? ACCEPTED
      : refused('google_key matches no secret of this source');
  },

  withoutSecret(raw) {
    const body = parseJson(raw);
    if (!body.ok) return raw;
    const { google_key: secret, ...rest } = objectOf(body.value);
    return secret === undefined ? raw : Buffer.from(JSON.stringify(rest));
  },

  read(webhook) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const lead = objectOf(body.value);
    const dedupeKey = textOf(lead['lead_id']) ?? bodyKey(webhook.body);
    if (lead['is_test'] === true || lead['is_test'] === 'true') {
      return { ok: true, events: [{ kind: 'ignored', dedupeKey, reason: 'a test lead from Google Ads' }] };
    }
    return { ok: true, events: [readLead(lead, dedupeKey)] };
  },
};

function readLead(lead: JsonObject, dedupeKey: string): PersonEvent {
  const columns = listOf(lead['user_column_data']).flatMap((column) => {
    const id = textOf(get(column, 'column_id'));
    const value = textOf(get(column, 'string_value'));
    return id === undefined || value === undefined
      ? []
      : [{ id, name: textOf(get(column, 'column_name')) ?? id, value }];
  });
  const column = (ids: readonly string[]) =>
    ids.map((id) => columns.find((each) => each.id === id)?.value).find((value) => value !== undefined);
  const email = emailAddressIn(column(NAMED_COLUMNS.email) ?? '') ?? undefined;
  const named = new Set<string>(Object.values(NAMED_COLUMNS).flat());
  const campaign = textOf(lead['campaign_id']);
  const form = textOf(lead['form_id']);
  const creative = textOf(lead['creative_id']);
  const submittedAt = instantOf(lead['lead_submit_time']);
  const says = form === undefined ? 'Sent a Google Ads lead form' : `Sent the Google Ads lead form ${form}`;

  return {
    kind: 'lead',
    dedupeKey,
    occurredAt: submittedAt,
    identityKeys: [],
    person: {
      email,
      fullName: column(NAMED_COLUMNS.fullName),
      givenName: column(NAMED_COLUMNS.givenName),
      familyName: column(NAMED_COLUMNS.familyName),
      title: column(NAMED_COLUMNS.title),
      phone: column(NAMED_COLUMNS.phone),
      country: column(NAMED_COLUMNS.country),
      city: column(NAMED_COLUMNS.city),
    },
    company: { name: column(NAMED_COLUMNS.company) },
    source: { channel: 'paid-search', campaign, medium: 'cpc', content: creative },
    consent: {},
    attributes: Object.fromEntries([
      ...[
        'gcl_id',
        'form_id',
        'adgroup_id',
        'creative_id',
        'asset_group_id',
        'lead_stage',
        'lead_source',
      ].flatMap((name): Array<[string, Attributes[string]]> => {
        const value = textOf(lead[name]);
        return value === undefined ? [] : [[name, value]];
      }),
      ...columns.filter(({ id }) => !named.has(id)).map(({ name, value }): [string, string] => [name, value]),
    ]),
    passport: {
      whereFrom: {
        kind: 'paid-search',
        says: campaign === undefined ? 'Google Ads' : `Google Ads, campaign ${campaign}`,
        field: campaign === undefined ? 'lead_id' : 'campaign_id',
      },
      // The ad is what they saw before they wrote: Google tells of nothing else.
      content:
        creative === undefined ? [] : [{ kind: 'ad', says: `Saw the ad ${creative}`, field: 'creative_id' }],
      prompted: {
        kind: 'lead-form',
        says,
        field: form === undefined ? 'lead_id' : 'form_id',
        at: submittedAt ?? undefined,
      },
    },
    touch: { kind: 'form-submission', says, content: creative },
  };
}
