import { z } from 'zod';

export const holdReasonCodes = ['BELOW_LINE', 'PASSPORT_INCOMPLETE', 'EXCLUDED'] as const;

export const holdReason = z.object({
  code: z.enum(holdReasonCodes),
  says: z.string().describe('The reason in words.'),
  wouldChange: z.string().describe('What would change the decision.'),
});
export type HoldReason = z.output<typeof holdReason>;
