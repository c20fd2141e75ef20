import { z } from 'zod';

export const factorDimension = z.enum(['fit', 'engagement']);

export const factor = z.object({
  rule: z.string().describe('The id of the rule in the points table.'),
  says: z.string().describe('The rule in words, e.g. `asked for a demo`.'),
  points: z.number().describe('What it added or took away.'),
  dimension: factorDimension,
});
export type Factor = z.output<typeof factor>;

export const score = z.object({
  score: z.number().describe('The sum of all factors.'),
  fit: z.number().describe('The part that is about the person and the company.'),
  engagement: z.number().describe('The part that is about what they did.'),
  factors: z.array(factor).describe('Strongest first.'),
  probability: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('The chance that sales takes it, where the points table was learned from what sales said.'),
  modelVersion: z.number().int().positive().describe('The version of the points table that ruled.'),
});
export type Score = z.output<typeof score>;
