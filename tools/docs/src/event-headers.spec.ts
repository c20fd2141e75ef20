import { leadHeld } from '@baton/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { encodeEvent } from '../../../libs/messaging/src/cloud-events/encode-event.js';
import { eventHeaders, headersSchema } from './event-headers.js';

describe('the headers that are published', () => {
  const ajv = new Ajv2020();
  formats.default(ajv);
  const isDescribed = ajv.compile({ ...headersSchema(eventHeaders), additionalProperties: false });
  const about = { subject: leadHeld.example.leadId, sequence: 3, data: leadHeld.example, time: new Date(0) };
  const cause = { id: leadHeld.example.decisionId, correlationId: 'chain', traceparent: '00-aa-bb-01' };

  it.each([
    ['of an event that nothing caused', encodeEvent(leadHeld, about)],
    ['of an event with a cause and a trace', encodeEvent(leadHeld, { ...about, causedBy: cause })],
  ])('are those %s, and no others', (_of, { record }) => {
    expect([isDescribed(record.headers), ajv.errorsText(isDescribed.errors)]).toEqual([true, 'No errors']);
  });
});
