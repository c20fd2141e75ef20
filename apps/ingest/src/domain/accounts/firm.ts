import type { Lead } from '../lead.js';
import { firmDomainOf, registrableDomainOf } from '../person/address-knowledge.js';
import { countryCodeOf } from '../values/country.js';
import { foldedName } from './folded-name.js';

/** The employer that a lead speaks of, as far as it can be told from others. */
export interface Firm {
  /** As it was written; the domain where no name was. */
  readonly name: string;
  readonly foldedName: string;
  /** Registrable, e.g. `fjordworks.co.uk`. */
  readonly domain: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
}

/** Names that are alike mostly begin alike, by as many letters. */
export const BEGINNING = 4;

export function beginningOf(foldedName: string): string {
  return foldedName.slice(0, BEGINNING);
}

/** Null where a lead speaks of no employer: a private mailbox is none. */
export function firmOf({ person, company }: Pick<Lead, 'person' | 'company'>): Firm | null {
  const said = company.domain === undefined ? undefined : registrableDomainOf(company.domain);
  const domain = said ?? firmDomainOf(person.email);
  const name = company.name ?? domain;
  if (name === undefined) return null;
  const country = countryCodeOf(company.country ?? person.country);
  return { name, foldedName: company.name === undefined ? '' : foldedName(company.name), domain, country };
}

/** The keys by which a firm is the same firm, strongest first. A name alone is none: there are many called Atlas. */
export function firmKeys({ domain, foldedName: name, country }: Firm): string[] {
  return [
    ...(domain === undefined ? [] : [domainKey(domain)]),
    ...(name === '' || country === undefined ? [] : [`name:${name}|${country}`]),
  ];
}

export function domainKey(registrable: string): string {
  return `domain:${registrable}`;
}
