import type { Origin } from './fold-event.js';
import { NO_PASSPORT_MATERIAL, type PersonEvent } from './providers/provider.js';

export const ORIGIN: Origin = {
  sourceId: '019a2b40-1f00-7c55-8a11-0d6f3b2c4e02',
  provider: 'typeform',
  deliveryId: '019a2b4e-7b8e-7f02-b6c4-9a1d2e3f4a03',
  receivedAt: new Date('2026-03-02T09:30:00.000Z'),
};

/** An event about `ada@example.com`, of whom nothing else is known. */
export function eventOf(parts: Partial<PersonEvent> = {}): PersonEvent {
  return {
    kind: 'lead',
    dedupeKey: 'd1',
    occurredAt: new Date('2026-03-02T09:00:00.000Z'),
    identityKeys: [],
    person: { email: 'ada@example.com' },
    company: {},
    source: {},
    consent: {},
    attributes: {},
    passport: NO_PASSPORT_MATERIAL,
    touch: null,
    ...parts,
  };
}
