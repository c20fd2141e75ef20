import type { DealRules, FieldMap } from './field-map.js';

type Anywhere = (...names: string[]) => string[];

/** Reads by the usual names. @param anywhere where each of them may stand. */
function usualFieldMap(anywhere: Anywhere): FieldMap {
  return {
    person: {
      email: anywhere('email', 'Email', 'email_address', 'emailAddress', 'work_email', 'workEmail'),
      fullName: anywhere('name', 'Name', 'full_name', 'fullName'),
      givenName: anywhere('first_name', 'firstName', 'given_name', 'givenName'),
      familyName: anywhere('last_name', 'lastName', 'family_name', 'familyName'),
      title: anywhere('title', 'Title', 'job_title', 'jobTitle', 'role'),
      phone: anywhere('phone', 'Phone', 'phone_number', 'phoneNumber', 'mobile'),
      country: anywhere('country', 'Country', 'country_code', 'countryCode'),
      city: anywhere('city', 'City'),
    },
    company: {
      name: anywhere(
        'company.name',
        'company',
        'Company',
        'company_name',
        'companyName',
        'organisation',
        'organization',
      ),
      domain: anywhere('company.domain', 'company_domain', 'companyDomain', 'website'),
      industry: anywhere('company.industry', 'industry'),
      employees: anywhere('company.employees', 'employees', 'company_size', 'companySize'),
      country: anywhere('company.country', 'company_country', 'companyCountry'),
    },
    source: {
      channel: anywhere('channel', 'source.channel'),
      campaign: anywhere('utm_campaign', 'campaign', 'source.campaign'),
      medium: anywhere('utm_medium', 'medium', 'source.medium'),
      term: anywhere('utm_term'),
      content: anywhere('utm_content'),
      referrer: anywhere('referrer', 'referer'),
      landingPage: anywhere('landing_page', 'landingPage', 'page_url', 'pageUrl'),
      selfReported: anywhere('how_did_you_hear', 'howDidYouHear', 'heard_about_us', 'heardAboutUs'),
    },
    consent: {
      email: { path: anywhere('email_consent', 'emailConsent', 'consent.email', 'opt_in') },
      phone: { path: anywhere('phone_consent', 'phoneConsent', 'consent.phone') },
    },
    passport: {
      whereFrom: { path: anywhere('where_from', 'whereFrom', 'utm_source', 'source', 'lead_source', 'leadSource') },
      content: anywhere('content', 'last_content', 'lastContent', 'page_title', 'pageTitle'),
      prompted: {
        path: anywhere('form', 'form_name', 'formName', 'form_title', 'prompted_by'),
        says: 'Sent the form “{value}”',
      },
    },
    occurredAt: [...anywhere('occurred_at', 'occurredAt', 'submitted_at', 'submittedAt'), 'timestamp'],
    externalId: anywhere('external_id', 'externalId', 'contact_id', 'contactId'),
  };
}

function inDataOrBare(...names: string[]): string[] {
  return [...names.map((name) => `data.${name}`), ...names];
}

const usualDealRules: DealRules = {
  id: inDataOrBare('deal.id', 'deal_id', 'dealId'),
  name: inDataOrBare('deal.name', 'deal.title', 'deal_name', 'dealName'),
  standing: inDataOrBare('deal.standing', 'deal.status', 'deal_status', 'dealStatus'),
  stage: inDataOrBare('deal.stage', 'deal_stage', 'dealStage'),
  amount: inDataOrBare('deal.amount', 'deal.value', 'deal_amount', 'dealAmount'),
  currency: inDataOrBare('deal.currency', 'deal_currency', 'currency'),
  closedAt: inDataOrBare('deal.closed_at', 'deal.closedAt', 'deal_closed_at'),
  lostBecause: inDataOrBare('deal.lost_reason', 'deal.lostReason', 'lost_reason'),
};

/**
 * What a Standard Webhooks source reads when it was given no map of its own: the object that the specification
 * recommends first, then the bare body.
 */
export const defaultFieldMap: FieldMap = {
  root: 'data',
  ...usualFieldMap(inDataOrBare),
  deal: usualDealRules,
};

/**
 * What a source reads by: its own map; the usual one where it has none. A map that says nothing of people only says how
 * things are written, and leaves what is where to the usual one.
 */
export function mapOver(usual: FieldMap, own: FieldMap | null): FieldMap {
  return own?.person === undefined ? { ...usual, ...own } : own;
}

/** The same for the columns of a file, however they are spelt: `First Name` is `first_name`, `E-mail` is `email`. */
export function usualColumns(columns: readonly string[]): FieldMap {
  const spelt = new Map(columns.map((column) => [lettersOf(column), column.replaceAll('.', '\\.')]));
  return stated(usualFieldMap((...names) => [...new Set(names.flatMap((name) => spelt.get(lettersOf(name)) ?? []))]));
}

/** Without the rules that name no place. */
function stated<Rules extends object>(rules: Rules): Rules {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([target, rule]: [string, unknown]) => {
      if (typeof rule !== 'object' || rule === null) return [[target, rule]];
      if (Array.isArray(rule)) return rule.length === 0 ? [] : [[target, rule]];
      const inner = stated(rule);
      return 'path' in rule && !('path' in inner) ? [] : [[target, inner]];
    }),
  ) as Rules;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
