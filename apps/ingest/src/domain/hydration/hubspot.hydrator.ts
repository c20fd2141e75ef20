import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { contactKey } from '../providers/hubspot-api.js';
import { readContact } from '../providers/hubspot-workflow.js';
import type { DealEvent, PersonEvent, ReadingSource } from '../providers/provider.js';
import type { Hydrator, Reference } from './hydrator.js';
import { sortAnswer } from './sort-answer.js';

const CONTACT_PROPERTIES = [
  'email firstname lastname jobtitle phone mobilephone country city company industry numberofemployees',
  'lastmodifieddate createdate lifecyclestage hs_lead_status hs_email_optout how_did_you_hear_about_us',
  'hs_analytics_source hs_analytics_source_data_1 hs_analytics_source_data_2 hs_analytics_first_url hs_analytics_last_url',
  'hs_analytics_first_referrer utm_campaign utm_medium utm_term utm_content recent_conversion_event_name',
].flatMap((line) => line.split(' '));
const DEAL_PROPERTIES =
  'dealname amount deal_currency_code dealstage closedate hs_is_closed hs_is_closed_won closed_lost_reason hs_lastmodifieddate'.split(
    ' ',
  );

/** HubSpot's CRM objects, version 3. https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide */
export const hubspotHydrator: Hydrator = {
  api: 'https://api.hubapi.com',
  // 100 in ten seconds is what every app may ask.
  perSecond: 10,
  renewal: { path: '/oauth/v1/token' },

  ask({ type, id }, token) {
    const record = encodeURIComponent(id);
    const path =
      type === 'deal'
        ? `/crm/v3/objects/deals/${record}?properties=${DEAL_PROPERTIES.join()}&associations=contacts`
        : `/crm/v3/objects/contacts/${record}?properties=${CONTACT_PROPERTIES.join()}`;
    return { path, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } };
  },

  sort: sortAnswer,

  read(body, reference, source) {
    const parsed = parseJson(body);
    const id = parsed.ok ? textOf(get(parsed.value, 'id')) : undefined;
    if (!parsed.ok || id === undefined) return { ok: false, because: 'HubSpot’s answer is no record' };
    const event = reference.type === 'deal' ? dealIn(parsed.value, id, source) : contactIn(parsed.value, id, reference, source);
    return { ok: true, event };
  },
};

function contactIn(answer: Json, id: string, reference: Reference, source: ReadingSource): PersonEvent {
  const properties = Object.fromEntries(
    Object.entries(objectOf(get(answer, 'properties'))).map(([name, value]) => [name, { value }]),
  );
  const changed = textOf(get(answer, 'properties', 'lastmodifieddate')) ?? textOf(get(answer, 'updatedAt'));
  const record = { vid: id, properties };
  return {
    ...readContact(record, `fetched:contact:${id}:${changed ?? reference.occurredAt ?? ''}`, source),
    identityKeys: [contactKey(source.id, id)],
  };
}

function dealIn(answer: Json, id: string, source: ReadingSource): DealEvent {
  const property = (name: string) => textOf(get(answer, 'properties', name));
  const changed = property('hs_lastmodifieddate') ?? textOf(get(answer, 'updatedAt'));
  const isClosed = property('hs_is_closed') === 'true' || property('hs_is_closed_won') === 'true';
  return {
    kind: 'deal',
    dedupeKey: `fetched:deal:${id}:${changed ?? ''}`,
    occurredAt: instantOf(changed),
    dealId: id,
    name: property('dealname'),
    standing: !isClosed ? 'open' : property('hs_is_closed_won') === 'true' ? 'won' : 'lost',
    stage: property('dealstage'),
    amount: property('amount'),
    currency: property('deal_currency_code'),
    closedAt: isClosed ? instantOf(property('closedate')) : null,
    lostBecause: property('closed_lost_reason'),
    identityKeys: listOf(get(answer, 'associations', 'contacts', 'results')).flatMap((contact) => {
      const contactId = textOf(get(contact, 'id'));
      return contactId === undefined ? [] : [contactKey(source.id, contactId)];
    }),
    email: undefined,
  };
}
