import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds, exampleLeadSummary, exampleScore } from '../values/examples.js';
import { decisionId, leadId } from '../values/ids.js';
import { leadSummary } from '../values/lead-summary.js';
import { score } from '../values/score.js';

export const leadQualified = defineEvent({
  topic: 'lead.qualified',
  owner: 'scoring',
  consumers: ['routing', 'reporting'],
  says: "The lead is worth sales' time: why, with its passport. Said once for a lead.",
  schema: leadSummary.extend({
    leadId,
    decisionId,
    score,
    reasons: z.array(z.string()).min(1).describe('Why, in words, strongest first.'),
    sample: z
      .object({ probability: z.number().positive().max(1) })
      .optional()
      .describe('Below the line, sent by chance all the same: how likely that was. What sales says of it shows where the points are wrong.'),
  }),
  example: {
    ...exampleLeadSummary,
    leadId: exampleIds.lead,
    decisionId: exampleIds.decision,
    score: exampleScore,
    reasons: ['asked for a demo', 'leads an operations team', '47 points, the line is 40'],
  },
});
