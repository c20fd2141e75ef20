import type { DeadLetterChoice } from '@baton/messaging';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).pipe(z.coerce.date());

/** Fields of a query or a body that narrow down which dead letters are meant. */
export const filterFields = {
  reason: z.enum(['UNREADABLE', 'SCHEMA', 'REFUSED', 'FAILED']).optional(),
  topic: z.string().max(200).optional().describe('A topic, or `delivery`.'),
  text: z.string().max(200).optional().describe('Part of what the error says.'),
  since: instant.optional(),
  until: instant.optional(),
  eventId: z.uuid().optional(),
  subject: z.string().max(200).optional().describe('Whom it is about, e.g. a lead id.'),
};

/** `ids`, or a `filter`; an empty filter means all that are open. */
export const choiceFields = {
  ids: z.array(z.uuid()).min(1).max(1000).optional(),
  // Strict: a misspelt field would leave the choice wider than it was meant.
  filter: z.strictObject(filterFields).optional(),
};

type Given = z.output<z.ZodObject<typeof choiceFields>>;

export const isOneChoice = ({ ids, filter }: Given): boolean =>
  (ids === undefined) !== (filter === undefined);
export const SAY_WHICH = { message: 'say which: `ids` or a `filter`, `{}` for all that are open' };

/** @param given what `isOneChoice` has found good. */
export function choiceIn({ ids, filter }: Given): DeadLetterChoice {
  return ids ? { ids } : { filter: filter ?? {} };
}
