import type { Facts, LeadState } from '@baton/contracts';

/** A lead as flat facts, the way the points table addresses them. Kept with each decision as they stood. */
export type Features = Facts;

/** Reads the features off a lead. An absent field is left out: a rule sees it as blank. */
export function featuresOf(lead: LeadState): Features {
  const { passport } = lead;
  const features: Record<string, string | number | boolean | null> = {};
  const put = (prefix: string, fields: object) => {
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined && (value === null || typeof value !== 'object')) features[prefix + name] = value;
    }
  };
  put('person.', { ...lead.person, emailDomain: lead.person.email.split('@').at(-1)?.toLowerCase() });
  put('company.', lead.company);
  put('source.', lead.source);
  put('consent.', lead.consent);
  put('attributes.', lead.attributes);
  put('passport.', {
    'whereFrom.kind': passport.whereFrom?.kind,
    'prompted.kind': passport.prompted?.kind,
    'content.count': passport.content.length,
    'content.last.kind': passport.content.at(-1)?.kind,
    complete: passport.missing.length === 0,
  });
  return features;
}
