import { z } from 'zod';
import { accountMatch } from './account-match.js';
import { consent } from './consent.js';
import { instant, leadId } from './ids.js';
import { leadSource } from './lead-source.js';
import { passport } from './passport.js';
import { company, person } from './person.js';

export const attributeValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What the form or platform said beyond the named fields, by its own name. Nothing is dropped. */
export const attributes = z.record(z.string(), attributeValue);
export type Attributes = z.output<typeof attributes>;

/** The lead as it stands now, whole: consumers never call back for the rest. */
export const leadState = z.object({
  leadId,
  person,
  company,
  account: accountMatch.optional().describe('The firm that the person works for, where it is known which one.'),
  source: leadSource.describe('The first source: who gets the credit for finding the person.'),
  passport,
  consent,
  attributes,
  receivedAt: instant.describe('When the first delivery about this person was accepted.'),
});
export type LeadState = z.output<typeof leadState>;
