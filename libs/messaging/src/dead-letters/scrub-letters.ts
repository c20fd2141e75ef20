import type { UnitOfWork } from '../transactions/unit-of-work.js';

const NOTE = 'erased';

/** Dead letters about these subjects, or of these deliveries. */
export type LettersToScrub = { readonly subjects: readonly string[] } | { readonly deliveryIds: readonly string[] };

/**
 * Takes out of dead letters, settled ones too, whatever may name a person: body, headers, and the words of the error and
 * of whoever closed them. What is left says that something failed, and when; nobody can replay it.
 */
export async function scrubLetters(uow: UnitOfWork, letters: LettersToScrub): Promise<void> {
  const [condition, values] =
    'subjects' in letters
      ? ['subject = ANY($2::text[])', letters.subjects]
      : [`origin ->> 'deliveryId' = ANY($2::text[])`, letters.deliveryIds];
  await uow.query(
    `UPDATE dead_letters SET key = NULL, value = NULL, headers = '{}', message = $1, stack = NULL, note = $1,
       settled_at = coalesce(settled_at, now()), settled_by = coalesce(settled_by, 'Baton'),
       state = CASE state WHEN 'open' THEN 'closed' ELSE state END
     WHERE ${condition}`,
    [NOTE, values],
  );
}
