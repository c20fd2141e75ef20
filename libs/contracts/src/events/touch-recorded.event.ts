import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds } from '../values/examples.js';
import { deliveryId, instant, leadId } from '../values/ids.js';

export const touchRecorded = defineEvent({
  topic: 'touch.recorded',
  owner: 'ingest',
  consumers: ['scoring', 'reporting'],
  says: 'One touchpoint: when, through which channel and campaign, with which content, of what kind.',
  schema: z.object({
    leadId,
    touchId: z.uuid(),
    at: instant,
    kind: z.string().describe('A short code, e.g. `form-submission`, `page-view`.'),
    says: z.string().describe('The touch in words.'),
    channel: z.string().optional(),
    campaign: z.string().optional(),
    content: z.string().optional(),
    sourceId: z.uuid(),
    deliveryId,
  }),
  example: {
    leadId: exampleIds.lead,
    touchId: exampleIds.touch,
    at: '2026-03-02T09:29:58.000Z',
    kind: 'form-submission',
    says: 'Sent the form “Book a demo”',
    channel: 'paid-search',
    campaign: 'spring-launch',
    sourceId: exampleIds.source,
    deliveryId: exampleIds.delivery,
  },
});
