import type { FieldMap } from './field-map.js';

/** The object that Standard Webhooks recommends first, then the bare body, each with the usual spellings. */
function anywhere(...names: string[]): string[] {
  return [...names.map((name) => `data.${name}`), ...names];
}

/** What a Standard Webhooks source reads when it was given no map of its own. */
export const defaultFieldMap: FieldMap = {
  root: 'data',
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
    whereFrom: { path: anywhere('where_from', 'whereFrom', 'utm_source', 'source') },
    content: anywhere('content', 'last_content', 'lastContent', 'page_title', 'pageTitle'),
    prompted: {
      path: anywhere('form', 'form_name', 'formName', 'form_title', 'prompted_by'),
      says: 'Sent the form “{value}”',
    },
  },
  occurredAt: [...anywhere('occurred_at', 'occurredAt', 'submitted_at', 'submittedAt'), 'timestamp'],
  externalId: anywhere('external_id', 'externalId', 'contact_id', 'contactId'),
};
