import type { UnitOfWork } from '@baton/messaging';

/**
 * Waits for its turn to number changes, until the transaction ends. Numbers then appear in their order, so that a live
 * stream that has shown one never misses a lower one. Take it after the rows are locked and before they are written.
 */
export async function takeTurnToNumberChanges(uow: UnitOfWork): Promise<void> {
  await uow.query(`SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':lead-changes', 0))`);
}
