import { z } from 'zod';

/** Whose mailbox an address is: at work, at home, a function's, or one that is thrown away. */
export const emailKinds = ['business', 'free', 'role', 'disposable'] as const;
export type EmailKind = (typeof emailKinds)[number];

export const person = z.object({
  email: z.string().describe('As the person wrote it; matching uses a normalised copy that is never shown.'),
  emailKind: z
    .enum(emailKinds)
    .optional()
    .describe('At an employer, at a provider where everybody may have one, of a function such as info@, or thrown away.'),
  fullName: z.string().optional(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  title: z.string().optional().describe('Job title as given.'),
  phone: z.string().optional().describe('As given.'),
  phoneE164: z.string().optional().describe('As it is dialled from everywhere, e.g. `+4722000000`, where that is certain.'),
  country: z.string().optional().describe('As given, in whatever language.'),
  countryCode: z.string().optional().describe('ISO 3166-1 alpha-2, where the country is understood.'),
  city: z.string().optional(),
});
export type Person = z.output<typeof person>;

export const company = z.object({
  name: z.string().optional(),
  domain: z.string().optional().describe('Its own domain: as given, or that of a business address.'),
  industry: z.string().optional(),
  employees: z.number().int().nonnegative().optional(),
  country: z.string().optional(),
});
export type Company = z.output<typeof company>;
