import type { DeadLetterOrigin, DeadLetterReason, DeadLetterState } from '../api/dead-letters.js';

export const reasonWords: Readonly<Record<DeadLetterReason, string>> = {
  UNREADABLE: 'Unreadable',
  SCHEMA: 'Breaks its schema',
  REFUSED: 'Refused',
  FAILED: 'Failed',
};

/** What helps, most of the time. */
export const remedies: Readonly<Record<DeadLetterReason, string>> = {
  UNREADABLE: 'It has no envelope or is no JSON. See with whoever sends it, then close it.',
  SCHEMA: 'Whoever sends it is newer than we are, or wrong. Compare it with the schema, then replay it.',
  REFUSED:
    'It is well formed, but cannot be. Mend what the message names, such as a field map, then replay it.',
  FAILED: 'It failed several times for a reason nobody foresaw. Read the stack, mend it, then replay it.',
};

export const letterStateWords: Readonly<Record<DeadLetterState, string>> = {
  open: 'Open',
  replayed: 'Replayed',
  closed: 'Closed',
};

export const topicWords = (topic: string): string => (topic === 'delivery' ? 'webhook' : topic);

export function originWords(origin: DeadLetterOrigin): string {
  return origin.kind === 'record'
    ? `${origin.topic}, partition ${origin.partition}, offset ${origin.offset}`
    : `delivery ${origin.deliveryId}`;
}
