import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { contactAttempt } from '../values/contact-attempt.js';
import { exampleVerdictContext, verdictContext } from '../values/verdict-context.js';

export const leadContacted = defineEvent({
  topic: 'lead.contacted',
  owner: 'feedback',
  consumers: ['routing', 'reporting'],
  says: 'An attempt to reach the person: channel, outcome, and the how-manieth it was.',
  schema: verdictContext.extend({ ...contactAttempt.shape, number: z.number().int().positive() }),
  example: { ...exampleVerdictContext, channel: 'phone', outcome: 'no-answer', number: 1 },
});
