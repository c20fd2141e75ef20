import { defineEvent } from '../define-event.js';
import { exampleClockReading, clockReading } from '../values/clock-reading.js';

export const slaMet = defineEvent({
  topic: 'sla.met',
  owner: 'routing',
  consumers: ['reporting'],
  says: 'A promise of time was kept: which clock, whose, and how long it took. After a breach of the same clock it takes that back: the act was in time and was heard of late.',
  schema: clockReading,
  example: { ...exampleClockReading, at: '2026-03-02T09:47:00.000Z', businessMinutes: 17, wallMinutes: 17 },
});
