import type { UnitOfWork } from '../transactions/unit-of-work.js';

const NOTE = 'erased';

/** Dead letters about these subjects, of these deliveries, or in which one of these words occurs, in whatever case. */
export type LettersToScrub =
  | { readonly subjects: readonly string[] }
  | { readonly deliveryIds: readonly string[] }
  | { readonly words: readonly string[] };

/**
 * Takes out of dead letters, settled ones too, whatever may name a person: body, headers, and the words of the error and
 * of whoever closed them. What is left says that something failed, and when; nobody can replay it.
 * @returns the deliveries of those that were one.
 */
export async function scrubLetters(uow: UnitOfWork, letters: LettersToScrub): Promise<string[]> {
  const [condition, values] = whichOf(letters);
  const scrubbed = await uow.query<{ deliveryId: string | null }>(
    `UPDATE dead_letters SET key = NULL, value = NULL, headers = '{}', message = $1, stack = NULL, note = $1,
       settled_at = coalesce(settled_at, now()), settled_by = coalesce(settled_by, 'Baton'),
       state = CASE state WHEN 'open' THEN 'closed' ELSE state END
     WHERE ${condition} RETURNING origin ->> 'deliveryId' AS "deliveryId"`,
    [NOTE, values],
  );
  return scrubbed.flatMap(({ deliveryId }) => deliveryId ?? []);
}

function whichOf(letters: LettersToScrub): [condition: string, values: readonly string[]] {
  if ('subjects' in letters) return ['subject = ANY($2::text[])', letters.subjects];
  if ('deliveryIds' in letters) return [`origin ->> 'deliveryId' = ANY($2::text[])`, letters.deliveryIds];
  return [WORD_OCCURS, letters.words.filter((word) => word !== '')];
}

/** A body is bytes of whatever kind; as escaped text any of them can be searched. */
const WORD_OCCURS = `EXISTS (
  SELECT FROM unnest($2::text[]) AS given (word)
   WHERE position(encode(convert_to(lower(word), 'UTF8'), 'escape') IN lower(encode(value, 'escape'))) > 0
      OR position(lower(word) IN lower(message)) > 0)`;
