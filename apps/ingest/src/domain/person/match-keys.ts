import type { Lead } from '../lead.js';
import { employerDomainOf } from './employer.js';
import { asKey } from './identity-keys.js';
import { comparedName } from './person-name.js';

/**
 * Under what somebody is looked up who may be known by another address: people who share one of these keys are
 * compared. Not one of them makes two people one by itself. Empty where too little is known.
 */
export function matchKeysOf(lead: Pick<Lead, 'person' | 'company'>): string[] {
  const { given, family } = comparedName(lead.person);
  if (family === undefined) return [];
  const { phoneE164 } = lead.person;
  const domain = employerDomainOf(lead);
  return [
    ...(phoneE164 === undefined ? [] : [`phone:${phoneE164}|${family}`]),
    ...(given === undefined || domain === undefined ? [] : [`name:${given} ${family}|${domain}`]),
  ].map(asKey);
}
