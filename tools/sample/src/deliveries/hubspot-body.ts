import { SITE, type ToldVisit } from './told-visit.js';

/** Whatever number: HubSpot's ids only have to differ. */
const FIRST_VID = 51_000;

/**
 * The whole contact, as a workflow's “Send a webhook” posts it: every record repeats all forms sent so far.
 * @param visits of one person, oldest first; the last one is what set the workflow off.
 */
export function hubspotBody(visits: readonly ToldVisit[]): string {
  const latest = visits.at(-1)!;
  const { lead, visit, at } = latest;
  const { person, firm, campaign } = lead;
  const vid = FIRST_VID + Number(lead.key.replace(/\D/g, ''));
  const who = visit.saysWho && {
    firstname: person.givenName,
    lastname: person.familyName,
    jobtitle: person.title,
    phone: person.phone,
    country: person.country,
    city: person.city,
    company: firm?.name,
    industry: firm?.industry,
    numberofemployees: firm && String(firm.employees),
  };
  const properties = {
    email: person.email,
    ...who,
    lifecyclestage: 'marketingqualifiedlead',
    hs_analytics_source: campaign?.hubspotSource,
    utm_campaign: campaign?.key,
    lastmodifieddate: String(at.getTime()),
  };
  return JSON.stringify({
    vid,
    'canonical-vid': vid,
    'merged-vids': [],
    'portal-id': 62515,
    'is-contact': true,
    properties: Object.fromEntries(
      Object.entries(properties)
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => [name, { value, versions: [] }]),
    ),
    'form-submissions': visits.map((told) => ({
      'conversion-id': told.id,
      timestamp: told.at.getTime(),
      'form-id': told.visit.form.segmentEvent.toLowerCase().replaceAll(' ', '-'),
      'portal-id': 62515,
      'page-url': told.visit.article === null ? undefined : `${SITE}${told.visit.article.path}`,
      title: told.visit.form.title,
    })),
    'identity-profiles': [
      { vid, identities: [{ type: 'EMAIL', value: person.email, timestamp: at.getTime(), 'is-primary': true }] },
    ],
    'associated-company': {},
  });
}
