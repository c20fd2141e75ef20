import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { instant } from '../values/ids.js';

/** The subject and record key of `model.promoted`, which is about no single lead. */
export const SCORING_MODEL_SUBJECT = 'scoring-model';

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
