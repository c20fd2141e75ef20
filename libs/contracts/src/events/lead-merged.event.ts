import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds } from '../values/examples.js';
import { instant, leadId } from '../values/ids.js';

export const leadMerged = defineEvent({
  topic: 'lead.merged',
  owner: 'ingest',
  consumers: ['scoring', 'routing', 'feedback', 'reporting'],
  says: 'This lead and another were one person: the other goes on. A later `lead.updated` of this one takes it back.',
  schema: z.object({
    leadId: leadId.describe('The lead that ends here.'),
    survivorId: z.uuid().describe('The lead that goes on, with all that was known of both.'),
    because: z
      .enum(['platform', 'person', 'match'])
      .describe('Who found out: the marketing platform, a person here, or Baton, by phone number and whole name.'),
    says: z.string().describe('Why they are one, in words.'),
    at: instant,
  }),
  example: {
    leadId: exampleIds.lead,
    survivorId: '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b09',
    because: 'platform',
    says: 'HubSpot merged contact 251 into contact 88',
    at: '2026-03-04T08:15:00.000Z',
  },
});
