import { contractsConsumedBy, eventCatalogue } from '@baton/contracts';
import { feedback } from '../../../../apps/feedback/src/feedback.service.js';
import { ingest } from '../../../../apps/ingest/src/ingest.service.js';
import { reporting } from '../../../../apps/reporting/src/reporting.service.js';
import { routing } from '../../../../apps/routing/src/routing.service.js';
import { scoring } from '../../../../apps/scoring/src/scoring.service.js';
import { type HandedOver, recordOf, startHandedOver } from '../../test/handed-over.fixture.js';
import { releasedContracts } from './released-contracts.js';

const readers = [ingest, scoring, routing, feedback, reporting].map(
  (definition) => [definition.name, definition] as const,
);

/** Every record that was ever promised, through the service's own consumer: envelope, contract, inbox and handler. */
describe.each(readers)('%s handles the golden records of every released version', (name, definition) => {
  const topics = contractsConsumedBy(name).map(({ topic }) => topic);
  // In the order of the catalogue: once the lead of the examples is erased, nothing about it is handled any more.
  const mine = eventCatalogue.flatMap(({ topic: one }) =>
    releasedContracts().filter(({ topic }) => topic === one && topics.includes(topic)),
  );
  let running: HandedOver;

  beforeAll(async () => void (running = await startHandedOver(definition)), 60_000);
  afterAll(() => running.service.stop());

  it('of all its topics', () => expect([...running.topics].sort()).toEqual([...topics].sort()));

  it.each(mine.map((one) => [one.topic, one.version, one] as const))(
    '%s %s',
    async (topic, _version, { golden }) => {
      const records = golden.map(({ key, headers, value }, place) =>
        recordOf(
          place,
          key,
          headers,
          JSON.stringify({ ...(value as object), addedLater: { by: ['somebody'] } }),
        ),
      );
      expect(await running.take(topic, records)).toEqual({ committedThrough: String(records.length - 1) });
      const { database } = running.service;
      const letters = await database.query(
        `SELECT reason, message FROM dead_letters WHERE origin ->> 'topic' = $1`,
        [topic],
      );
      expect(letters).toEqual([]);
      const ids = golden.map(({ headers }) => headers['ce_id']);
      const handled = await database.query('SELECT event_id FROM inbox_events WHERE event_id = ANY($1)', [
        ids,
      ]);
      expect(handled).toHaveLength(ids.length);
    },
  );
});
