import { z } from 'zod';

export const accountMatch = z.object({
  id: z.uuid(),
  name: z.string(),
  matchedBy: z
    .enum(['domain', 'alias', 'name', 'person'])
    .describe('Its domain, another domain of the account, name and country, or somebody here said so.'),
  confidence: z.number().min(0).max(1),
});
export type AccountMatch = z.output<typeof accountMatch>;
