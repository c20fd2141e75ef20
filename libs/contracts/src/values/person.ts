import { z } from 'zod';

export const person = z.object({
  email: z.string().describe('As the person wrote it; matching uses a normalised copy that is never shown.'),
  fullName: z.string().optional(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  title: z.string().optional().describe('Job title as given.'),
  phone: z.string().optional(),
  country: z.string().optional(),
  city: z.string().optional(),
});
export type Person = z.output<typeof person>;

export const company = z.object({
  name: z.string().optional(),
  domain: z.string().optional(),
  industry: z.string().optional(),
  employees: z.number().int().nonnegative().optional(),
  country: z.string().optional(),
});
export type Company = z.output<typeof company>;
