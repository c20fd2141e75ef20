import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { feedback } from '../../../apps/feedback/src/feedback.service.js';
import { type HandedOver, recordOf, startHandedOver } from '../test/handed-over.fixture.js';
import { deadLetterHeaders, headersSchema } from './event-headers.js';

describe('the headers that are published for dead-letter topics', () => {
  let running: HandedOver;

  beforeAll(async () => void (running = await startHandedOver(feedback)), 60_000);
  afterAll(() => running.service.stop());

  it('are those of the copies, besides what the record came with', async () => {
    const came = { ce_type: 'something.else', anything: 'at all' };
    await running.take('lead.routed', [recordOf(7, 'somebody', came, 'no event')]);
    const [copy] = await running.service.database.query(
      `SELECT headers FROM outbox_events WHERE topic = 'lead.routed.feedback.dlq'`,
    );
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const { properties, ...schema } = headersSchema(deadLetterHeaders);
    const known = { ...(properties as object), ce_type: {}, anything: {} };
    ajv.validate({ ...schema, properties: known, additionalProperties: false }, copy.headers);
    expect(ajv.errorsText()).toBe('No errors');
    expect(copy.headers).toMatchObject({ ...came, dlq_reason: 'UNREADABLE', dlq_offset: '7' });
  });
});
