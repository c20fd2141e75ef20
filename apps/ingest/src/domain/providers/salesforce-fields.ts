import { instantOf } from '../body/instant.js';
import { get, type Json, objectOf } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { mappedLead } from './mapped-lead.js';
import type { ProviderEvent, ReadingSource } from './provider.js';

/** Of leads and of contacts; field by field, or all in one where changes are captured. */
function inAddress(...parts: string[]): string[] {
  return parts.flatMap((part) => [part, `Mailing${part}`, `Address.${part}`, `MailingAddress.${part}`]);
}

const PERSON: FieldMap = {
  person: {
    email: 'Email',
    fullName: 'FullName',
    givenName: 'FirstName',
    familyName: 'LastName',
    title: 'Title',
    phone: ['Phone', 'MobilePhone'],
    country: inAddress('CountryCode', 'Country'),
    city: inAddress('City'),
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
  at: RecordOrigin,
): ProviderEvent {
  switch (entity) {
    case 'Lead':
    case 'Contact':
      return readPerson(fields, source, at);
    case 'Opportunity':
      return readOpportunity(fields, source, at);
    default:
      return { kind: 'ignored', dedupeKey: at.dedupeKey, reason: `${entity || 'a record without a type'} is about nobody` };
  }
}

interface RecordOrigin {
  readonly provider: string;
  readonly dedupeKey: string;
  readonly occurredAt: Date | null;
}

function readPerson(fields: Json, source: ReadingSource, { provider, dedupeKey, occurredAt }: RecordOrigin): ProviderEvent {
  const { Name: name, ...rest } = objectOf(fields);
  const flat = { ...rest, ...objectOf(name), ...(typeof name === 'string' ? { FullName: name } : {}) };
  const read = mappedLead(flat, PERSON, source, { provider, dedupeKey });
  const contact = textOf(rest['ConvertedContactId']);
  return {
    ...read,
    // A change may say little; only whoever is known can be meant then.
    kind: read.person.email === undefined ? 'touch' : 'lead',
    occurredAt: occurredAt ?? read.occurredAt,
    // A lead that was converted goes on as a contact.
    identityKeys: [...read.identityKeys, ...(contact === undefined ? [] : [`${provider}:${source.id}:${contact}`])],
    touch: null,
  };
}

function readOpportunity(fields: Json, source: ReadingSource, { provider, dedupeKey, occurredAt }: RecordOrigin): ProviderEvent {
  const text = (name: string) => textOf(get(fields, name));
  const ignored = (reason: string): ProviderEvent => ({ kind: 'ignored', dedupeKey, reason });
  const [id, stage, won, closed] = [text('Id'), text('StageName'), text('IsWon'), text('IsClosed')];
  if (id === undefined) return ignored('an opportunity without an id');
  // Taken for open, a deal that is won would be so no more when somebody corrects its amount.
  if (stage === undefined && won === undefined && closed === undefined) return ignored('StageName of the opportunity is not told');
  const isWon = won === 'true' || /^closed\W*won$/i.test(stage ?? '');
  const isClosed = isWon || closed === 'true' || /^closed\W*lost$/i.test(stage ?? '');
  const contact = text('ContactId');
  return {
    kind: 'deal',
    dedupeKey,
    occurredAt: occurredAt ?? instantOf(text('LastModifiedDate')) ?? instantOf(text('SystemModstamp')),
    dealId: id,
    name: text('Name'),
    standing: isWon ? 'won' : isClosed ? 'lost' : 'open',
    stage,
    amount: text('Amount'),
    currency: text('CurrencyIsoCode'),
    closedAt: isClosed ? instantOf(text('CloseDate')) : null,
    lostBecause: text('Loss_Reason__c'),
    identityKeys: contact === undefined ? [] : [`${provider}:${source.id}:${contact}`],
    email: undefined,
  };
}
