import { instantOf } from '../body/instant.js';
import { get, type Json, objectOf } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { mappedLead } from './mapped-lead.js';
import type { ProviderEvent, ReadingSource } from './provider.js';

const PERSON: FieldMap = {
  person: {
    email: 'Email',
    fullName: 'FullName',
    givenName: 'FirstName',
    familyName: 'LastName',
    title: 'Title',
    phone: ['Phone', 'MobilePhone'],
    country: ['CountryCode', 'Country', 'MailingCountryCode', 'MailingCountry'],
    city: ['City', 'MailingCity'],
  },
  company: { name: ['Company', 'AccountName'], industry: 'Industry', employees: 'NumberOfEmployees', domain: 'Website' },
  source: { selfReported: 'How_did_you_hear_about_us__c' },
  consent: { email: { path: 'HasOptedOutOfEmail', deniedBy: ['true'], grantedBy: [] }, phone: { path: 'DoNotCall', deniedBy: ['true'], grantedBy: [] } },
  passport: { whereFrom: 'LeadSource' },
  occurredAt: ['LastModifiedDate', 'SystemModstamp', 'CreatedDate'],
  externalId: 'Id',
};

/** A record of Salesforce by its standard fields, which it names alike wherever it sends them. */
export function readSalesforceRecord(
  entity: string,
  fields: Json,
  source: ReadingSource,
  at: { readonly provider: string; readonly dedupeKey: string; readonly occurredAt: Date | null },
): ProviderEvent {
  const { provider, dedupeKey, occurredAt } = at;
  const text = (name: string) => textOf(get(fields, name));
  if (entity === 'Lead' || entity === 'Contact') {
    const { Name: name, ...rest } = objectOf(fields);
    const compound = objectOf(name);
    const flat = { ...rest, ...compound, ...(typeof name === 'string' ? { FullName: name } : {}) };
    const read = mappedLead(flat, PERSON, source, { provider, dedupeKey });
    return {
      ...read,
      // A change may say little; only whoever is known can be meant then.
      kind: read.person.email === undefined ? 'touch' : 'lead',
      occurredAt: occurredAt ?? read.occurredAt,
      touch: null,
    };
  }
  const id = text('Id');
  if (entity === 'Opportunity' && id !== undefined) {
    const isWon = text('IsWon') === 'true' || text('StageName') === 'Closed Won';
    const isClosed = isWon || text('IsClosed') === 'true' || text('StageName') === 'Closed Lost';
    const contact = text('ContactId');
    return {
      kind: 'deal',
      dedupeKey,
      occurredAt: occurredAt ?? instantOf(text('LastModifiedDate')),
      dealId: id,
      name: text('Name'),
      standing: isWon ? 'won' : isClosed ? 'lost' : 'open',
      stage: text('StageName'),
      amount: text('Amount'),
      currency: text('CurrencyIsoCode'),
      closedAt: isClosed ? instantOf(text('CloseDate')) : null,
      lostBecause: text('Loss_Reason__c'),
      identityKeys: contact === undefined ? [] : [`${provider}:${source.id}:${contact}`],
      email: undefined,
    };
  }
  return { kind: 'ignored', dedupeKey, reason: `${entity || 'a record without a type'} is about nobody` };
}
