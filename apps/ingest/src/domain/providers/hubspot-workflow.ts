import { instantOf } from '../body/instant.js';
import { attributeName, flatten } from '../body/flatten.js';
import { get, type Json, type JsonObject, listOf, objectOf, parseJson } from '../body/json.js';
import { slug, textOf } from '../body/text.js';
import { applyFieldMap } from '../field-map/apply-field-map.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import { emailAddressIn } from '../person/email-address.js';
import { whereFromSource } from '../person/channel.js';
import { promptIn } from '../person/prompt.js';
import { bodyKey, sameText } from './constant-time.js';
import { verifyHubspotSignature } from './hubspot-signature.js';
import { overlay } from './overlay.js';
import {
  ACCEPTED,
  type Answer,
  NO_PASSPORT_MATERIAL,
  type PersonEvent,
  type Provider,
  type ReadingSource,
  refused,
  type SignedRequest,
  type SourceFields,
  type Verification,
} from './provider.js';

/**
 * “Send a webhook” in a HubSpot workflow: the whole contact, or a body whose keys the user typed.
 * https://developers.hubspot.com/docs/methods/workflows/webhook_information
 */
export const hubspotWorkflow: Provider = {
  id: 'hubspot-workflow',
  takesFieldMap: true,

  verify(request: SignedRequest, secrets: readonly string[]): Verification {
    const signed = verifyHubspotSignature(request, secrets, { takesV1: false });
    if (signed !== null) return signed;
    const { headers } = request;
    const key =
      headers['x-api-key'] ?? headers['api-key'] ?? headers['authorization']?.replace(/^Bearer /i, '');
    if (!key) return refused('neither a signature nor an API key header is there');
    return secrets.some((secret) => sameText(key, secret))
      ? ACCEPTED
      : refused('the API key matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const dedupeKey = bodyKey(webhook.body);
    const owner = `hubspot-workflow:${source.id}`;
    const record = objectOf(body.value);
    if (!isWholeRecord(record)) {
      return {
        ok: true,
        events: [applyFieldMap(body.value, source.fieldMap ?? defaultFieldMap, { dedupeKey, owner })],
      };
    }
    const read = readContact(record, dedupeKey, source);
    const mapped = source.fieldMap && applyFieldMap(body.value, source.fieldMap, { dedupeKey, owner });
    const lead = mapped === null ? read : overlay(read, mapped);
    return {
      ok: true,
      events: [lead, ...submissionsOf(record).map((submission) => readSubmission(submission, lead))],
    };
  },
};

function isWholeRecord(record: JsonObject): boolean {
  return (
    Object.keys(objectOf(record['properties'])).length > 0 &&
    ('vid' in record || 'identity-profiles' in record)
  );
}

/** Where `hs_analytics_source` names a campaign: its details mean something else for every source. */
const CAMPAIGN_DETAIL: ReadonlyMap<string, string> = new Map([
  ['PAID_SEARCH', 'hs_analytics_source_data_1'],
  ['EMAIL_MARKETING', 'hs_analytics_source_data_1'],
  ['PAID_SOCIAL', 'hs_analytics_source_data_2'],
]);

const NAMED_PROPERTIES = new Set([
  'email',
  'firstname',
  'lastname',
  'jobtitle',
  'phone',
  'mobilephone',
  'country',
  'city',
  'company',
  'industry',
  'numberofemployees',
]);

/** A contact as HubSpot has it: `{vid, properties: {name: {value}}}`, and more where it is told. */
export function readContact(record: JsonObject, dedupeKey: string, source: ReadingSource): PersonEvent {
  const property = (name: string) => textOf(get(record, 'properties', name, 'value'));
  const ofCompany = (name: string) => textOf(get(record, 'associated-company', 'properties', name, 'value'));
  const vid = textOf(record['canonical-vid']) ?? textOf(record['vid']);
  const employees = Number(ofCompany('numberofemployees') ?? property('numberofemployees') ?? NaN);
  const cameFrom = sourceOf(property);
  const latest = submissionsOf(record).at(-1);

  return {
    kind: 'lead',
    dedupeKey,
    occurredAt: instantOf(property('lastmodifieddate')),
    identityKeys: vid === undefined ? [] : [`hubspot-workflow:${source.id}:${vid}`],
    person: {
      email: emailAddressIn(property('email') ?? '') ?? primaryAddress(record),
      givenName: property('firstname'),
      familyName: property('lastname'),
      title: property('jobtitle'),
      phone: property('phone') ?? property('mobilephone'),
      country: property('country'),
      city: property('city'),
    },
    company: {
      name: property('company') ?? ofCompany('name'),
      domain: ofCompany('domain'),
      industry: property('industry') ?? ofCompany('industry'),
      employees: Number.isInteger(employees) && employees >= 0 ? employees : undefined,
      country: ofCompany('country'),
    },
    source: cameFrom,
    consent: property('hs_email_optout') === 'true' ? { email: 'denied' } : {},
    attributes: attributesOf(record),
    passport: {
      whereFrom: whereFromSource(
        cameFrom,
        cameFrom.channel !== undefined
          ? 'properties.hs_analytics_source.value'
          : 'properties.utm_campaign.value',
      ),
      content: contentOf(record, property),
      prompted: latest === undefined ? null : promptOf(latest),
    },
    touch: null,
  };
}

function sourceOf(property: (name: string) => string | undefined): SourceFields {
  const analytics = property('hs_analytics_source');
  const detail = analytics === undefined ? undefined : CAMPAIGN_DETAIL.get(analytics);
  return {
    channel: analytics === undefined ? undefined : slug(analytics),
    campaign: property('utm_campaign') ?? (detail === undefined ? undefined : property(detail)),
    medium: property('utm_medium'),
    term: property('utm_term'),
    content: property('utm_content'),
    referrer: property('hs_analytics_first_referrer'),
    landingPage: property('hs_analytics_first_url'),
    selfReported: property('how_did_you_hear_about_us'),
  };
}

function contentOf(record: JsonObject, property: (name: string) => string | undefined): Answer[] {
  const pages = ['hs_analytics_first_url', 'hs_analytics_last_url'].flatMap((name): Answer[] => {
    const url = property(name);
    return url === undefined
      ? []
      : [{ kind: 'page', says: `Read ${url}`, field: `properties.${name}.value` }];
  });
  const forms = submissionsOf(record).flatMap(({ pageUrl, at, field }): Answer[] =>
    pageUrl === undefined ? [] : [{ kind: 'page', says: `Read ${pageUrl}`, field: `${field}.page-url`, at }],
  );
  const first = new Map([...pages, ...forms].reverse().map((answer) => [answer.says, answer]));
  return [...first.values()].reverse();
}

interface Submission {
  readonly id: string;
  readonly title: string | undefined;
  readonly pageUrl: string | undefined;
  readonly at: Date | undefined;
  readonly field: string;
}

/** The forms that the contact has ever sent, oldest first. */
function submissionsOf(record: JsonObject): Submission[] {
  return listOf(record['form-submissions'])
    .map((submission, index): Submission => ({
      id:
        textOf(get(submission, 'conversion-id')) ??
        bodyKey(`${textOf(get(submission, 'form-id'))} ${textOf(get(submission, 'timestamp'))}`),
      title: textOf(get(submission, 'title')),
      pageUrl: textOf(get(submission, 'page-url')),
      at: instantOf(get(submission, 'timestamp')) ?? undefined,
      field: `form-submissions.${index}`,
    }))
    .sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0));
}

function promptOf({ title, at, field }: Submission): Answer {
  return {
    kind: (title === undefined ? null : promptIn(title)) ?? 'form-submission',
    says: title === undefined ? 'Sent a HubSpot form' : `Sent the form “${title}”`,
    field: title === undefined ? field : `${field}.title`,
    at,
  };
}

/** Every record repeats all forms ever sent: each has its own key, so that each is one touch. */
function readSubmission(submission: Submission, lead: PersonEvent): PersonEvent {
  const { says } = promptOf(submission);
  return {
    kind: 'touch',
    dedupeKey: `form:${submission.id}`,
    occurredAt: submission.at ?? null,
    identityKeys: lead.identityKeys,
    person: lead.person.email === undefined ? {} : { email: lead.person.email },
    company: {},
    source: {},
    consent: {},
    attributes: {},
    passport: NO_PASSPORT_MATERIAL,
    touch: { kind: 'form-submission', says, content: submission.pageUrl },
  };
}

/** HubSpot's own bookkeeping (`hs_…`) comes last: where there are too many attributes, it is the least missed. */
function attributesOf(record: JsonObject): PersonEvent['attributes'] {
  const values = Object.entries(objectOf(record['properties']))
    .filter(([name]) => !NAMED_PROPERTIES.has(name))
    .sort(([one], [other]) => Number(one.startsWith('hs_')) - Number(other.startsWith('hs_')))
    .flatMap(([name, property]) => flatten(get(property, 'value') ?? null, [name]));
  return Object.fromEntries(values.map(({ path, value }) => [attributeName(path), value]));
}

function primaryAddress(record: JsonObject): string | undefined {
  const identities = listOf(record['identity-profiles'])
    .flatMap((profile): Json[] => listOf(get(profile, 'identities')))
    .filter((identity) => get(identity, 'type') === 'EMAIL')
    .sort(
      (one, other) => Number(get(other, 'is-primary') === true) - Number(get(one, 'is-primary') === true),
    );
  return identities.flatMap((identity) => emailAddressIn(textOf(get(identity, 'value')) ?? '') ?? [])[0];
}
