import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds, exampleLeadState } from '../values/examples.js';
import { deliveryId, instant } from '../values/ids.js';
import { leadState } from '../values/lead-state.js';

export const leadUpdated = defineEvent({
  topic: 'lead.updated',
  owner: 'ingest',
  consumers: ['scoring', 'routing', 'feedback', 'reporting'],
  says: 'The lead as it now stands, and which fields changed, when and from where.',
  schema: leadState.extend({
    changes: z
      .array(
        z.object({
          field: z.string().describe('A path in the lead, e.g. `person.title`.'),
          at: instant,
          sourceId: z.uuid(),
        }),
      )
      .min(1),
    deliveryId,
  }),
  example: {
    ...exampleLeadState,
    changes: [
      { field: 'person.title', at: '2026-03-02T11:02:10.000Z', sourceId: exampleIds.source },
    ],
    deliveryId: exampleIds.delivery,
  },
});
