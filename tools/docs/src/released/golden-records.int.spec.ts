import { contractsConsumedBy } from '@baton/contracts';
import { BROKER, type Broker, type Subscription } from '@baton/messaging';
import { startTestService, type TestService } from '@baton/testing';
import { feedback } from '../../../../apps/feedback/src/feedback.service.js';
import { reporting } from '../../../../apps/reporting/src/reporting.service.js';
import { routing } from '../../../../apps/routing/src/routing.service.js';
import { scoring } from '../../../../apps/scoring/src/scoring.service.js';
import { releasedContracts } from './released-contracts.js';

/** Every record that was ever promised, through the service's own consumer: envelope, contract, inbox and handler. */
describe.each(
  [scoring, routing, feedback, reporting].map((definition) => [definition.name, definition] as const),
)('%s handles the golden records of every released version', (name, definition) => {
  let service: TestService;
  let subscription: Subscription;
  const topics = contractsConsumedBy(name).map(({ topic }) => topic);

  beforeAll(async () => {
    service = await startTestService(definition);
    // No Kafka: what it would have brought is handed over by the test.
    service.app.get<Broker>(BROKER).consume = (wanted) => {
      subscription = wanted;
      return { stop: async () => {} };
    };
    await service.app.startAllMicroservices();
  }, 60_000);
  afterAll(() => service.stop());

  it('of all its topics', () => expect([...subscription.topics].sort()).toEqual([...topics].sort()));

  it.each(
    releasedContracts()
      .filter(({ topic }) => topics.includes(topic))
      .map((one) => [one.topic, one.version, one] as const),
  )('%s %s', async (topic, _version, { golden }) => {
    const records = golden.map(({ key, headers, value }, place) => ({
      offset: String(place),
      key: Buffer.from(key),
      value: Buffer.from(JSON.stringify({ ...(value as object), addedLater: { by: ['somebody'] } })),
      headers: Object.fromEntries(
        Object.entries(headers).map(([header, text]) => [header, Buffer.from(text)]),
      ),
    }));
    const outcome = await subscription.onBatch({
      topic,
      partition: 0,
      records,
      heartbeat: async () => {},
      interrupted: () => false,
    });
    expect(outcome).toEqual({ committedThrough: String(records.length - 1) });
    const letters = await service.database.query(
      `SELECT reason, message FROM dead_letters WHERE origin ->> 'topic' = $1`,
      [topic],
    );
    expect(letters).toEqual([]);
    const ids = golden.map(({ headers }) => headers['ce_id']);
    const handled = await service.database.query(
      'SELECT event_id FROM inbox_events WHERE event_id = ANY($1)',
      [ids],
    );
    expect(handled).toHaveLength(ids.length);
  });
});
