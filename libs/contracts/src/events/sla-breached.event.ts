import { defineEvent } from '../define-event.js';
import { exampleClockReading, clockReading } from '../values/clock-reading.js';

export const slaBreached = defineEvent({
  topic: 'sla.breached',
  owner: 'routing',
  consumers: ['reporting'],
  says: 'A promise of time was not kept: which clock, whose, in business and in wall time. Said once for a clock.',
  schema: clockReading,
  example: { ...exampleClockReading, at: '2026-03-02T10:30:00.120Z', businessMinutes: 60, wallMinutes: 60 },
});
