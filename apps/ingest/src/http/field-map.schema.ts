import { isSupportedCountry } from 'libphonenumber-js/max';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { FieldMap } from '../domain/field-map/field-map.js';

const path = z.string().min(1).max(300);
const pathRule = z
  .union([path, z.array(path).min(1).max(50)])
  .describe('A path in the body, or several: the first that says something counts.');
const words = z.array(z.string().max(300)).max(100);

const answerRule = z.strictObject({
  path: pathRule,
  kind: z.string().min(1).max(60).optional(),
  says: z.string().min(1).max(300).optional().describe('In words; `{value}` is what stood there.'),
  when: words.optional(),
  unless: words.optional(),
});
const consentRule = z.strictObject({
  path: pathRule,
  grantedBy: words.optional(),
  deniedBy: words.optional(),
});

const dealRules = z.strictObject({
  id: pathRule,
  name: pathRule.optional(),
  standing: pathRule.optional(),
  wonBy: words.optional(),
  lostBy: words.optional(),
  stage: pathRule.optional(),
  amount: pathRule.optional(),
  currency: pathRule.optional(),
  closedAt: pathRule.optional(),
  lostBecause: pathRule.optional(),
});
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** How to read a body whose keys the sender chose. Unknown targets are refused: a typing error must not lose a field. */
export const fieldMap = z.strictObject({
  root: path.optional(),
  person: z
    .strictObject({
      email: pathRule,
      fullName: pathRule,
      givenName: pathRule,
      familyName: pathRule,
      title: pathRule,
      phone: pathRule,
      country: pathRule,
      city: pathRule,
    })
    .partial()
    .optional(),
  company: z
    .strictObject({
      name: pathRule,
      domain: pathRule,
      industry: pathRule,
      employees: pathRule,
      country: pathRule,
    })
    .partial()
    .optional(),
  source: z
    .strictObject({
      channel: pathRule,
      campaign: pathRule,
      medium: pathRule,
      term: pathRule,
      content: pathRule,
      referrer: pathRule,
      landingPage: pathRule,
      selfReported: pathRule,
    })
    .partial()
    .optional(),
  consent: z.strictObject({ email: consentRule, phone: consentRule }).partial().optional(),
  passport: z
    .strictObject({
      whereFrom: z.union([pathRule, answerRule]),
      content: z.union([
        path,
        answerRule,
        z
          .array(z.union([path, answerRule]))
          .min(1)
          .max(50),
      ]),
      prompted: z.union([pathRule, answerRule]),
    })
    .partial()
    .optional(),
  occurredAt: pathRule.optional(),
  timeZone: z
    .string()
    .max(100)
    .refine((zone) => IANAZone.isValidZone(zone), 'is no zone of the IANA database, such as Europe/Berlin')
    .optional()
    .describe('The zone of times that name none, e.g. `Europe/Berlin`.'),
  dateFormat: z
    .string()
    .max(60)
    .refine((format) => /d/.test(format) && /[ML]/.test(format) && /y/.test(format), 'must name day, month and year, such as dd/MM/yyyy')
    .optional()
    .describe('How dates are written that could be two, e.g. `dd/MM/yyyy HH:mm`.'),
  dates: z.array(path).max(50).optional().describe('Attributes that are dates.'),
  amounts: z.array(path).max(50).optional().describe('Attributes that are sums of money.'),
  currency: z
    .string()
    .refine((code) => CURRENCIES.has(code), 'is no currency of ISO 4217, such as EUR')
    .optional()
    .describe('Of sums that name none.'),
  decimal: z.enum(['.', ',']).optional().describe('The sign before the fraction of a sum.'),
  phoneCountry: z
    .string()
    .refine(isSupportedCountry, 'is no country of ISO 3166-1, such as DE')
    .optional()
    .describe('Where phone numbers without a prefix are dialled from.'),
  deal: dealRules.optional(),
  externalId: pathRule.optional(),
  treatAsBlank: words.optional(),
  attributes: z.enum(['rest', 'none']).optional(),
}) satisfies z.ZodType<FieldMap>;
