import type { PersonEvent } from './provider.js';

/** What the provider's own reading found, corrected and completed by what the source's field map found. */
export function overlay(read: PersonEvent, mapped: PersonEvent): PersonEvent {
  return {
    ...read,
    occurredAt: mapped.occurredAt ?? read.occurredAt,
    identityKeys: [...mapped.identityKeys, ...read.identityKeys],
    person: { ...read.person, ...said(mapped.person) },
    phoneCountry: mapped.phoneCountry ?? read.phoneCountry,
    ambiguous: mapped.ambiguous ?? read.ambiguous,
    readBy: [...(mapped.readBy ?? []), ...(read.readBy ?? [])],
    company: { ...read.company, ...said(mapped.company) },
    source: { ...read.source, ...said(mapped.source) },
    consent: { ...read.consent, ...mapped.consent },
    passport: {
      whereFrom: mapped.passport.whereFrom ?? read.passport.whereFrom,
      content: mapped.passport.content.length > 0 ? mapped.passport.content : read.passport.content,
      prompted: mapped.passport.prompted ?? read.passport.prompted,
    },
  };
}

function said<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
