import type { DataOf, Facts, leadQualified } from '@baton/contracts';

export type QualifiedLead = DataOf<typeof leadQualified>;

/** A qualified lead as flat facts, the way routing rules address them. */
export function routingFacts({ person, company, source, passport, score }: QualifiedLead): Facts {
  const facts: Record<string, string | number | boolean> = {
    'score.score': score.score,
    'score.fit': score.fit,
    'score.engagement': score.engagement,
  };
  for (const [prefix, fields] of Object.entries({ person, company, source })) {
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) facts[`${prefix}.${name}`] = value;
  }
  if (passport.whereFrom) facts['passport.whereFrom.kind'] = passport.whereFrom.kind;
  if (passport.prompted) facts['passport.prompted.kind'] = passport.prompted.kind;
  return facts;
}
