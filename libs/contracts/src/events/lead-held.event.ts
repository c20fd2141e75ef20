import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds, exampleScore } from '../values/examples.js';
import { holdReason } from '../values/hold-reason.js';
import { decisionId, leadId } from '../values/ids.js';
import { score } from '../values/score.js';

export const leadHeld = defineEvent({
  topic: 'lead.held',
  owner: 'scoring',
  consumers: ['reporting'],
  says: 'The lead is not sent to sales: why, and what would change it.',
  schema: z.object({ leadId, decisionId, score, reasons: z.array(holdReason).min(1) }),
  example: {
    leadId: exampleIds.lead,
    decisionId: exampleIds.decision,
    score: { ...exampleScore, score: 31 },
    reasons: [
      {
        code: 'BELOW_LINE',
        says: '31 points, the line is 40',
        wouldChange: '9 more points, for instance by asking for a demo',
      },
    ],
  },
});
