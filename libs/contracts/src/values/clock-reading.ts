import { z } from 'zod';
import { clockKind } from './clock.js';
import { exampleIds, exampleRep } from './examples.js';
import { assignmentId, instant, leadId } from './ids.js';
import { rep } from './rep.js';

/** A clock read at the moment when it stopped: both times, because both are asked for. */
export const clockReading = z.object({
  leadId,
  assignmentId,
  attempt: z.number().int().positive(),
  clock: clockKind,
  rep,
  dueAt: instant,
  at: instant.describe('When the clock stopped: the act of the rep, or the moment when the time ran out.'),
  businessMinutes: z.number().nonnegative().describe("Passed within the team's working hours."),
  wallMinutes: z.number().nonnegative().describe('Passed on the wall.'),
});
export type ClockReading = z.output<typeof clockReading>;

export const exampleClockReading: ClockReading = {
  leadId: exampleIds.lead,
  assignmentId: exampleIds.assignment,
  attempt: 1,
  clock: 'respond',
  rep: exampleRep,
  dueAt: '2026-03-02T10:30:00.120Z',
  at: '2026-03-02T09:47:00.000Z',
  businessMinutes: 17,
  wallMinutes: 17,
};
