import type { Company } from '@baton/contracts';
import { firmDomainOf } from './address-knowledge.js';
import { foldName } from './person-name.js';

const LEGAL_FORMS =
  /(?:^| )(?:inc|incorporated|corp|corporation|co|company|llc|llp|ltd|limited|plc|gmbh|mbh|ag|kg|ohg|ug|se|sa|sas|sarl|srl|spa|bv|nv|oy|oyj|ab|as|asa|aps|kk|pty|pvt|sp z o o)(?= |$)/g;

/** The domain of the firm that somebody works for; undefined where everybody may have an address there. */
export function employerDomainOf(lead: {
  readonly person: { readonly email: string };
  readonly company: Company;
}): string | undefined {
  const given = lead.company.domain?.replace(/^[a-z]+:\/\//i, '').replace(/[/?#:].*$/s, '');
  return (given === undefined ? undefined : firmDomainOf(`@${given}`)) ?? firmDomainOf(lead.person.email);
}

/** `Fjordworks GmbH & Co. KG` → `fjordworks`; undefined where there is nothing beside the legal form. */
export function employerNameOf(company: Company): string | undefined {
  return (
    foldName(company.name ?? '')
      .replace(LEGAL_FORMS, '')
      .trim() || undefined
  );
}
