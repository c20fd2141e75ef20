import type { Evidence } from '../api/reviews.js';

const FIELDS: Readonly<Record<string, string>> = {
  'person.email': 'E-mail',
  'person.fullName': 'Name',
  'person.givenName': 'Given name',
  'person.familyName': 'Family name',
  'person.title': 'Job title',
  'person.seniority': 'Seniority',
  'person.function': 'Function',
  'person.phone': 'Phone',
  'person.phoneE164': 'Phone, to be dialled',
  'person.country': 'Country',
  'person.countryCode': 'Code of the country',
  'person.city': 'City',
  'company.name': 'Firm',
  'company.domain': 'Domain of the firm',
  'company.industry': 'Industry',
  'company.employees': 'People in the firm',
  'company.country': 'Country of the firm',
  'consent.email': 'Consent to e-mail',
  'consent.phone': 'Consent to calls',
  'source.channel': 'Channel',
  'source.campaign': 'Campaign',
  'source.provider': 'Platform',
  'source.selfReported': 'How they say they heard of us',
  'person.emailDomain': 'Domain of the e-mail address',
  'passport.whereFrom.kind': 'Where they came from',
  'passport.prompted.kind': 'What made them act',
  'passport.content.count': 'Content seen',
  'passport.content.last.kind': 'Content seen last',
  'passport.complete': 'Passport is complete',
  'touches.count': 'Visits and clicks',
  'touches.days': 'Days with a visit',
  'touches.contents': 'Different pieces of content',
  'touches.lastWeek': 'Visits and clicks in the last week',
  'account.people': 'People known in the firm',
  'account.score': 'Points of the firm’s other people',
  kind: 'What they did',
  channel: 'Channel',
  campaign: 'Campaign',
  content: 'Content',
};

/** The fields that every lead may have, whatever a form asked besides. */
export const leadFields: readonly string[] = Object.keys(FIELDS).filter((field) => field.includes('.'));
/** What is known of something that a person did. */
export const touchFields: readonly string[] = Object.keys(FIELDS).filter((field) => !field.includes('.'));

/** A path in a lead as a heading; what a form asked besides goes by its own name. */
export const fieldWords = (field: string): string => FIELDS[field] ?? field.replace(/^[a-z]+\./, '');

const EVIDENCE: Readonly<Record<Evidence['field'], string>> = {
  familyName: 'family name',
  givenName: 'given name',
  phone: 'phone',
  employer: 'firm',
  place: 'place',
};
const AGREEMENTS: Readonly<Record<Evidence['agreement'], string>> = {
  same: 'Same',
  alike: 'Alike',
  different: 'Different',
};

/** What speaks for two being one, and what against it: `Same family name, firm · Different phone`. */
export function evidenceWords(evidence: readonly Evidence[]): string {
  return (['same', 'alike', 'different'] as const)
    .map((agreement) => ({
      agreement,
      fields: evidence.filter((each) => each.agreement === agreement).map(({ field }) => EVIDENCE[field]),
    }))
    .filter(({ fields }) => fields.length > 0)
    .map(({ agreement, fields }) => `${AGREEMENTS[agreement]} ${fields.join(', ')}`)
    .join(' · ');
}
