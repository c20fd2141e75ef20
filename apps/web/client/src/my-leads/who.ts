import type { Company, Person } from '@baton/contracts';
import { count } from '../words/numbers.js';

/** The person's name as well as it is known. */
export function nameOf({ fullName, givenName, familyName, email }: Person): string {
  return fullName || [givenName, familyName].filter(Boolean).join(' ') || email;
}

/** `Head of Operations at Fjordworks · Logistics · 240 people · NO`; only what is known. */
export function placeOf({ title, country }: Person, company: Company): string {
  const employer = company.name ?? company.domain;
  const role = title && employer ? `${title} at ${employer}` : (title ?? employer);
  const people = company.employees === undefined ? undefined : `${count(company.employees)} people`;
  return [role, company.industry, people, country ?? company.country].filter(Boolean).join(' · ');
}
