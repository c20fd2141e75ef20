import type { Facts, LeadState } from '@baton/contracts';
import { readTitle } from '@baton/learning';
import type { Touch } from './touch.js';

/** A lead as flat facts, the way the points table addresses them. Kept with each decision as they stood. */
export type Features = Facts;

/** The other people of the lead's firm. */
export interface Firm {
  readonly people: number;
  /** The sum of what they are worth, none of them less than nothing. */
  readonly score: number;
}

/** What a lead did and where it works, beside what ingest tells of it. */
export interface Surroundings {
  readonly touches: readonly Touch[];
  readonly firm: Firm | null;
  /** ISO 8601. */
  readonly at: string;
}

const WEEK_MS = 7 * 86_400_000;

/** Reads the features off a lead. An absent field is left out: a rule sees it as blank. */
export function featuresOf(lead: LeadState, { touches, firm, at }: Surroundings): Features {
  const { passport } = lead;
  const features: Record<string, string | number | boolean | null> = {};
  const put = (prefix: string, fields: object) => {
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined && (value === null || typeof value !== 'object')) features[prefix + name] = value;
    }
  };
  put('person.', {
    ...lead.person,
    emailDomain: lead.person.email.split('@').at(-1)?.toLowerCase(),
    ...readTitle(lead.person.title),
  });
  put('company.', lead.company);
  put('account.', firm ?? {});
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
  if (touches.length > 0) {
    const weekAgo = new Date(Date.parse(at) - WEEK_MS).toISOString();
    put('touches.', {
      count: touches.length,
      days: new Set(touches.map((touch) => touch.at.slice(0, 10))).size,
      contents: new Set(touches.flatMap(({ content }) => content ?? [])).size,
      lastWeek: touches.filter((touch) => touch.at >= weekAgo).length,
    });
  }
  return features;
}
