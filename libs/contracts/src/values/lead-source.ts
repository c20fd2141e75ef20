import { z } from 'zod';

export const leadSource = z.object({
  sourceId: z.uuid().describe('The webhook source that it came through.'),
  provider: z.string().describe('The platform, e.g. `hubspot-workflow`.'),
  channel: z.string().optional().describe('How the person found us, e.g. `paid-search`, `referral`.'),
  campaign: z.string().optional().describe('Campaign key, usually `utm_campaign`.'),
  medium: z.string().optional(),
  term: z.string().optional(),
  content: z.string().optional(),
  referrer: z.string().optional(),
  landingPage: z.string().optional(),
  selfReported: z.string().optional().describe('The answer to “How did you hear about us?”.'),
});
export type LeadSource = z.output<typeof leadSource>;
