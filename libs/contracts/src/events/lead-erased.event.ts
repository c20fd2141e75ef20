import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds } from '../values/examples.js';
import { instant, leadId } from '../values/ids.js';

export const leadErased = defineEvent({
  topic: 'lead.erased',
  owner: 'ingest',
  consumers: ['scoring', 'routing', 'feedback', 'reporting'],
  says: 'Forget this person. Nothing about them may follow, and whoever keeps something deletes it.',
  schema: z.object({
    leadId,
    because: z.enum(['platform', 'person']).describe('Who asked: the marketing platform, or the person themselves.'),
    at: instant,
  }),
  example: { leadId: exampleIds.lead, because: 'person', at: '2026-06-01T10:00:00.000Z' },
});
