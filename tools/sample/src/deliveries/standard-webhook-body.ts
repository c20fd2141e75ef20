import { SITE, type ToldVisit } from './told-visit.js';

/** A lead in Standard Webhooks' envelope; `websiteFieldMap` says how to read it. */
export function standardWebhookBody({ lead, visit, at }: ToldVisit): string {
  const { person, firm, campaign } = lead;
  const who = visit.saysWho && {
    first_name: person.givenName,
    last_name: person.familyName,
    title: person.title,
    phone: person.phone ?? undefined,
    country: person.country,
    city: person.city,
    company: firm?.name,
    website: firm?.domain,
    industry: firm?.industry,
    company_size: firm?.employees,
  };
  const data = {
    email: person.email,
    ...who,
    form: visit.form.title,
    content: visit.article?.title,
    landing_page: visit.article && `${SITE}${visit.article.path}`,
    utm_medium: campaign?.medium,
    utm_campaign: campaign?.key,
  };
  return JSON.stringify({ type: 'lead.submitted', timestamp: at.toISOString(), data });
}

/** The field map of the source that these bodies are posted to. */
export const websiteFieldMap = {
  root: 'data',
  person: {
    email: 'data.email',
    givenName: 'data.first_name',
    familyName: 'data.last_name',
    title: 'data.title',
    phone: 'data.phone',
    country: 'data.country',
    city: 'data.city',
  },
  company: {
    name: 'data.company',
    domain: 'data.website',
    industry: 'data.industry',
    employees: 'data.company_size',
  },
  source: { campaign: 'data.utm_campaign', medium: 'data.utm_medium', landingPage: 'data.landing_page' },
  passport: {
    content: { path: 'data.content', kind: 'article', says: 'Read “{value}”' },
    prompted: { path: 'data.form', says: 'Sent the form “{value}”' },
  },
  occurredAt: 'timestamp',
  attributes: 'rest',
};
