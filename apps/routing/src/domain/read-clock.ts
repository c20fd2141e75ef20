import { businessMinutesBetween } from './business-time.js';
import type { WorkingHours } from './calendar.js';

export interface Reading {
  readonly state: 'met' | 'breached';
  /** When the clock stopped: the act, or the moment when the time ran out. */
  readonly at: Date;
  readonly businessMinutes: number;
  readonly wallMinutes: number;
}

/** Reads a running clock at the moment of an act, or when its time is up. An act after the deadline is none. */
export function readClock(
  clock: { readonly startedAt: Date; readonly dueAt: Date; readonly hours: WorkingHours },
  actedAt: Date,
): Reading {
  const inTime = actedAt.getTime() <= clock.dueAt.getTime();
  const at = inTime ? new Date(Math.max(actedAt.getTime(), clock.startedAt.getTime())) : clock.dueAt;
  return {
    state: inTime ? 'met' : 'breached',
    at,
    businessMinutes: rounded(businessMinutesBetween(clock.startedAt, at, clock.hours)),
    wallMinutes: rounded((at.getTime() - clock.startedAt.getTime()) / 60_000),
  };
}

function rounded(minutes: number): number {
  return Math.round(minutes * 100) / 100;
}
