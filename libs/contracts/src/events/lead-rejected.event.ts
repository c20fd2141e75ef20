import { defineEvent } from '../define-event.js';
import { rejection } from '../values/rejection-reason.js';
import { exampleVerdictContext, verdictContext } from '../values/verdict-context.js';

export const leadRejected = defineEvent({
  topic: 'lead.rejected',
  owner: 'feedback',
  consumers: ['scoring', 'routing', 'reporting'],
  says: 'Sales does not take the lead, with at least one typed reason, the main one first.',
  schema: verdictContext.extend(rejection.shape),
  example: { ...exampleVerdictContext, reasons: ['NO_PROJECT', 'NOT_DECISION_ROLE'] },
});
