import { foldedName } from '../accounts/folded-name.js';
import { firmOf } from '../accounts/firm.js';
import type { Lead } from '../lead.js';
import { firmDomainOf } from './address-knowledge.js';

/** The domain of the firm that somebody works for; undefined where everybody may have an address there. */
export function employerDomainOf(lead: Pick<Lead, 'person' | 'company'>): string | undefined {
  const domain = firmOf(lead)?.domain;
  return domain === undefined ? undefined : firmDomainOf(`@${domain}`);
}

/** Undefined where there is nothing to compare. */
export function employerNameOf({ company }: Pick<Lead, 'company'>): string | undefined {
  return foldedName(company.name ?? '') || undefined;
}
