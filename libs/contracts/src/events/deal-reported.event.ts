import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds } from '../values/examples.js';
import { deliveryId, instant, leadId } from '../values/ids.js';
import { money } from '../values/money.js';

export const dealReported = defineEvent({
  topic: 'deal.reported',
  owner: 'ingest',
  consumers: ['reporting'],
  says: 'A CRM says how a deal with this lead stands.',
  schema: z.object({
    leadId,
    dealId: z.string().describe("The CRM's own id."),
    name: z.string().optional(),
    standing: z.enum(['open', 'won', 'lost']),
    stage: z.string().optional().describe("In the CRM's words."),
    amount: money.optional(),
    lostBecause: z.string().optional(),
    closedAt: instant.optional(),
    at: instant.describe('When it came to stand so, by the CRM.'),
    sourceId: z.uuid(),
    deliveryId,
  }),
  example: {
    leadId: exampleIds.lead,
    dealId: '991827',
    name: 'Fjordworks, six docks',
    standing: 'won',
    stage: 'closedwon',
    amount: { amountMinor: 2_400_000, currency: 'EUR' },
    closedAt: '2026-05-11T00:00:00.000Z',
    at: '2026-05-11T13:20:00.000Z',
    sourceId: exampleIds.source,
    deliveryId: exampleIds.delivery,
  },
});
