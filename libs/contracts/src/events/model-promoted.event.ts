import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { instant } from '../values/ids.js';
import { rejectionReasonCode } from '../values/rejection-reason.js';

/** The subject and record key of `model.promoted`, which is about no single lead. */
export const SCORING_MODEL_SUBJECT = 'scoring-model';

/** What sales said since the version before. */
export const promotionCause = z.object({
  accepted: z.number().int().nonnegative().describe('How many leads sales took.'),
  rejected: z
    .array(z.object({ reason: rejectionReasonCode, verdicts: z.number().int().positive() }))
    .describe('Why sales said no, by main reason, the most frequent first.'),
});
export type PromotionCause = z.output<typeof promotionCause>;

/** What a version should change, by leads that it was not learned from. */
export const expectedEffect = z.object({
  shareSent: z.number().min(0).max(1).describe('With so many of the leads sent, as before.'),
  winsKept: z.number().min(0).max(1).describe('The share of wins that are among them.'),
  winsKeptBefore: z.number().min(0).max(1),
  difference: z.object({ low: z.number(), high: z.number() }).describe('Between these it lies, as sure as it was asked.'),
  leads: z.number().int().positive().describe('On how many leads it was tried.'),
});
export type ExpectedEffect = z.output<typeof expectedEffect>;

export const modelPromoted = defineEvent({
  topic: 'model.promoted',
  owner: 'scoring',
  consumers: ['reporting'],
  says: 'A new version of the points table rules: who changed it, why, and what changed.',
  schema: z.object({
    version: z.number().int().positive(),
    line: z.number().describe('A score at or above it is sent to sales.'),
    author: z.string(),
    reason: z.string(),
    changes: z.array(z.string()).describe('In words, e.g. `asked for a demo: 15 → 20`.'),
    promotedAt: instant,
    kind: z
      .enum(['first', 'edited', 'interview', 'learned', 'rolled-back'])
      .optional()
      .describe('How the version came to be: by hand, by asking sales, by learning from verdicts, or back to an earlier one.'),
    because: promotionCause.optional(),
    expected: expectedEffect.optional(),
  }),
  example: {
    version: 2,
    line: 40,
    author: 'Ines Marchetti',
    reason: 'Sales accepts nearly every demo request',
    changes: ['asked for a demo: 15 → 20'],
    promotedAt: '2026-03-01T08:00:00.000Z',
  },
});
