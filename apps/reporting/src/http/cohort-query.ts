import { z } from 'zod';

/** `campaign=none` asks for those who named no campaign. */
const NO_CAMPAIGN = 'none';

/** Which people a question is about: see `Cohort`. */
export const cohortQuery = z.object({
  from: z.iso.date().optional().describe('First day of the cohort, in UTC, e.g. `2026-03-02`.'),
  to: z.iso.date().optional().describe('Last day, included.'),
  campaign: z
    .string()
    .min(1)
    .max(500)
    .transform((key) => (key === NO_CAMPAIGN ? null : key))
    .optional()
    .describe('A campaign key, or `none`.'),
});

/** What zod's `refine` takes to check the two days against each other. */
export const endsAfterItBegins = [
  ({ from, to }: { from?: string | undefined; to?: string | undefined }) => !from || !to || from <= to,
  { path: ['to'] as string[], message: 'must not lie before `from`' },
] as const;
