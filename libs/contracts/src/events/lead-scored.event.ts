import { defineEvent } from '../define-event.js';
import { exampleIds, exampleScore } from '../values/examples.js';
import { decisionId, leadId } from '../values/ids.js';
import { score } from '../values/score.js';

export const leadScored = defineEvent({
  topic: 'lead.scored',
  owner: 'scoring',
  consumers: ['reporting'],
  says: 'What the lead is worth by the ruling points table, and why.',
  schema: score.extend({ leadId, decisionId }),
  example: { ...exampleScore, leadId: exampleIds.lead, decisionId: exampleIds.decision },
});
