import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleIds, exampleLeadState } from '../values/examples.js';
import { deliveryId } from '../values/ids.js';
import { leadState } from '../values/lead-state.js';

export const leadCreated = defineEvent({
  topic: 'lead.created',
  owner: 'ingest',
  consumers: ['scoring', 'reporting'],
  says: 'Somebody is known behind an address: a new lead, whole.',
  schema: leadState.extend({
    fromInquiry: z.boolean().describe('True where the address was known as an inquiry before.'),
    deliveryId,
  }),
  example: { ...exampleLeadState, fromInquiry: false, deliveryId: exampleIds.delivery },
});
