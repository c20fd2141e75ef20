import type { UnitOfWork } from '../transactions/unit-of-work.js';

/**
 * Notes that `consumer` handles these events in this transaction.
 * @returns those that it has not handled before; a repeat is not among them.
 */
export async function admitToInbox(
  uow: UnitOfWork,
  consumer: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const fresh = await uow.query<{ event_id: string }>(
    `INSERT INTO inbox_events (event_id, consumer)
     SELECT event_id, $2 FROM unnest($1::uuid[]) AS event (event_id)
     ON CONFLICT DO NOTHING
     RETURNING event_id`,
    [eventIds, consumer],
  );
  return new Set(fresh.map((row) => row.event_id));
}

/** Forgets all that was handled, so that projections can be built anew from the oldest record. */
export async function forgetInbox(uow: UnitOfWork): Promise<void> {
  await uow.query('TRUNCATE inbox_events');
}
