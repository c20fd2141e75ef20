import { z } from 'zod';

export const money = z.object({
  amountMinor: z.number().int().nonnegative().describe('In minor units: 1999 is 19.99.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217.'),
});
export type Money = z.output<typeof money>;
