import { z } from 'zod';
import { exampleIds, exampleRep } from './examples.js';
import { assignmentId, decisionId, instant, leadId } from './ids.js';
import { rep } from './rep.js';

/** Which hand-over, and which decision of scoring, an act of sales is about. */
export const verdictContext = z.object({
  leadId,
  assignmentId,
  attempt: z.number().int().positive(),
  decisionId,
  rep,
  at: instant,
});

export const exampleVerdictContext: z.output<typeof verdictContext> = {
  leadId: exampleIds.lead,
  assignmentId: exampleIds.assignment,
  attempt: 1,
  decisionId: exampleIds.decision,
  rep: exampleRep,
  at: '2026-03-02T09:47:00.000Z',
};
