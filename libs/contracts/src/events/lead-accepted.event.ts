import { defineEvent } from '../define-event.js';
import { exampleVerdictContext, verdictContext } from '../values/verdict-context.js';

export const leadAccepted = defineEvent({
  topic: 'lead.accepted',
  owner: 'feedback',
  consumers: ['scoring', 'routing', 'reporting'],
  says: 'Sales takes the lead.',
  schema: verdictContext,
  example: exampleVerdictContext,
});
