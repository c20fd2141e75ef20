import { type ClockKind, slaBreached, slaMet } from '@baton/contracts';
import type { EventCause, UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { readClock } from '../domain/read-clock.js';
import { Assignments, type UnkeptClock } from '../infrastructure/assignments.js';

/** Something that a rep did about a lead, which stops clocks of that hand-over. */
export interface Act {
  readonly assignmentId: string;
  readonly at: Date;
  readonly causedBy: EventCause;
  readonly stops: readonly ClockKind[];
  /** Whether the lead is off the rep's desk. */
  readonly closes: boolean;
}

/** An act at the last moment takes a while to be heard of: a promise is not called broken before that. */
const HEARING_MS = 2_000;

interface Stopped {
  readonly clock: UnkeptClock;
  readonly actedAt: Date;
  readonly causedBy?: EventCause;
}

/**
 * Stops clocks: by an act in time, or because the time has run out. Each is said once. Topics arrive in any order, and
 * late after an outage: an act in time that is heard of after the breach still counts, and is said as such.
 */
@Injectable()
export class SettleClocks {
  constructor(
    private readonly assignments: Assignments,
    private readonly clock: Clock,
  ) {}

  async byActs(acts: readonly Act[], uow: UnitOfWork): Promise<void> {
    const closed = acts.filter(({ closes }) => closes).map(({ assignmentId }) => assignmentId);
    if (closed.length > 0) {
      await this.assignments.lockRotation(uow);
      await this.assignments.close(closed, uow);
    }
    const open = await this.assignments.unkeptClocks([...new Set(acts.map(({ assignmentId }) => assignmentId))], uow);
    const stopped = open.flatMap((clock): Stopped[] => {
      const act = acts
        .filter(({ assignmentId, stops }) => assignmentId === clock.assignmentId && stops.includes(clock.kind))
        .reduce<Act | null>((first, one) => (first && first.at <= one.at ? first : one), null);
      if (!act) return [];
      // A breach is said once. It is taken back when an act in time is heard of only now.
      if (clock.state === 'breached' && act.at > clock.dueAt) return [];
      return [{ clock, actedAt: act.at, causedBy: act.causedBy }];
    });
    await this.settle(stopped, uow);
  }

  /** @returns how many clocks ran out. */
  async due(limit: number, uow: UnitOfWork): Promise<number> {
    const now = this.clock.now();
    const due = await this.assignments.claimDue(new Date(now.getTime() - HEARING_MS), limit, uow);
    // What is due has run out by one millisecond at least: at the deadline itself an act would be in time.
    await this.settle(due.map((clock) => ({ clock, actedAt: new Date(clock.dueAt.getTime() + 1) })), uow);
    return due.length;
  }

  private async settle(stopped: readonly Stopped[], uow: UnitOfWork): Promise<void> {
    if (stopped.length === 0) return;
    const readings = stopped.map((one) => ({ ...one, reading: readClock(one.clock, one.actedAt) }));
    await this.assignments.settleClocks(
      readings.map(({ clock: { assignmentId, kind }, reading: { state, at } }) => ({ assignmentId, kind, state, at })),
      uow,
    );
    const events = new Map<string, number>();
    for (const { clock } of stopped) events.set(clock.leadId, (events.get(clock.leadId) ?? 0) + 1);
    const versions = await this.assignments.countUp(events, uow);
    for (const { clock, reading, causedBy } of readings) {
      const sequence = (versions.get(clock.leadId) ?? 0) + 1;
      versions.set(clock.leadId, sequence);
      uow.publish(reading.state === 'met' ? slaMet : slaBreached, {
        subject: clock.leadId,
        sequence,
        time: this.clock.now(),
        ...(causedBy ? { causedBy } : {}),
        data: {
          leadId: clock.leadId,
          assignmentId: clock.assignmentId,
          attempt: clock.attempt,
          clock: clock.kind,
          rep: clock.rep,
          dueAt: clock.dueAt.toISOString(),
          at: reading.at.toISOString(),
          businessMinutes: reading.businessMinutes,
          wallMinutes: reading.wallMinutes,
        },
      });
    }
  }
}
