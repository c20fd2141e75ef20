import type { EventOf, KnownEvent, Topic } from './known-event.js';

let made = 0;

/** An event whose id says when it was made; `time` is minutes after 09:30 on 2 March 2026. */
export function knownEvent<T extends Topic>(
  contract: { readonly topic: T; readonly example: EventOf<T>['data'] },
  {
    subject = 'lead',
    sequence = 1,
    minute = 0,
    ...change
  }: { subject?: string; sequence?: number; minute?: number } & Record<string, unknown> = {},
): EventOf<T> {
  return {
    id: `event-${String(++made).padStart(6, '0')}`,
    topic: contract.topic,
    subject,
    sequence,
    time: new Date(Date.UTC(2026, 2, 2, 9, 30 + minute)),
    correlationId: 'chain',
    causationId: null,
    data: { ...(contract.example as object), ...change },
  } as KnownEvent as EventOf<T>;
}
