import type { UnitOfWork } from '../transactions/unit-of-work.js';

/**
 * Writes the unit's events. It must be the last statement before COMMIT: the lock, held until then, makes `seq` the
 * order of commits, so that the relay can follow with a plain cursor and never passes a row that is not visible yet.
 */
export async function appendToOutbox(uow: UnitOfWork): Promise<void> {
  const records = uow.outgoing;
  await uow.query(`SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':outbox-append', 0))`);
  await uow.query(
    `INSERT INTO outbox_events (id, topic, key, payload, headers)
     SELECT id, topic, key, payload, headers
       FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::jsonb[])
            WITH ORDINALITY AS record (id, topic, key, payload, headers, place)
      ORDER BY place`,
    [
      records.map((record) => record.id),
      records.map((record) => record.topic),
      records.map((record) => record.key),
      records.map((record) => record.value),
      records.map((record) => JSON.stringify(record.headers)),
    ],
  );
}
