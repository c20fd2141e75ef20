import { scrubLetters } from '../dead-letters/scrub-letters.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';

/**
 * Of these subjects, those of which nothing may be kept. Nobody is forgotten from here on until the transaction ends:
 * what it writes is there for whoever forgets next.
 */
export async function forgottenAmong(uow: UnitOfWork, subjects: readonly string[]): Promise<Set<string>> {
  // A statement of its own: the next one sees what was committed while this one waited.
  await uow.query(`SELECT pg_advisory_xact_lock_shared(${TURN})`);
  const rows = await uow.query<{ subject: string }>(
    'SELECT subject FROM forgotten_subjects WHERE subject = ANY($1::text[])',
    [subjects],
  );
  return new Set(rows.map(({ subject }) => subject));
}

/**
 * Remembers for ever that nothing may be kept of these subjects, once all transactions have ended that write what events
 * said of anybody, and empties the dead letters about them. What else is kept of them is the caller's to delete.
 * To be called before anything else is locked.
 * @returns those that were not forgotten before.
 */
export async function forgetSubjects(uow: UnitOfWork, subjects: readonly string[], at: Date): Promise<string[]> {
  await uow.query(`SELECT pg_advisory_xact_lock(${TURN})`);
  const rows = await uow.query<{ subject: string }>(
    `INSERT INTO forgotten_subjects (subject, at) SELECT DISTINCT subject, $2::timestamptz
       FROM unnest($1::text[]) AS given (subject) ON CONFLICT DO NOTHING RETURNING subject`,
    [subjects, at],
  );
  await scrubLetters(uow, { subjects });
  return rows.map(({ subject }) => subject);
}

const TURN = `hashtextextended(current_schema() || ':forgetting', 0)`;
