import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds, exampleLeadSummary } from '../values/examples.js';
import { deliveryId, instant, leadId } from '../values/ids.js';
import { leadSource } from '../values/lead-source.js';
import { passportQuestions } from '../values/passport.js';

export const inquiryReceived = defineEvent({
  topic: 'inquiry.received',
  owner: 'ingest',
  consumers: ['reporting'],
  says: 'An address came in, and nobody is known behind it yet: not a lead, and what is missing.',
  schema: z.object({
    leadId,
    email: z.string(),
    source: leadSource,
    missing: z.array(z.enum(passportQuestions)).min(1),
    receivedAt: instant,
    deliveryId,
  }),
  example: {
    leadId: exampleIds.lead,
    email: exampleLeadSummary.person.email,
    source: exampleLeadSummary.source,
    missing: ['who', 'content', 'prompted'],
    receivedAt: exampleLeadSummary.receivedAt,
    deliveryId: exampleIds.delivery,
  },
});
