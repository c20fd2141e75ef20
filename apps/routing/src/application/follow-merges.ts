import type { UnitOfWork } from '@baton/messaging';
import { Clock, LeadStandings, type ToldLead } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { Assignments } from '../infrastructure/assignments.js';
import { WorkDueRows } from './work-due-rows.js';

/**
 * Takes leads from their owners that were merged into others. Merges can be undone: then the lead gets an owner again,
 * unless somebody had given a verdict on it.
 */
@Injectable()
export class FollowMerges {
  constructor(
    private readonly standings: LeadStandings,
    private readonly assignments: Assignments,
    private readonly dueRows: WorkDueRows,
    private readonly clock: Clock,
  ) {}

  async ended(told: readonly ToldLead[], uow: UnitOfWork): Promise<void> {
    const withdrawn = await this.standings.withdraw(told, uow);
    if (withdrawn.length === 0) return;
    await this.assignments.lockRotation(uow);
    await this.assignments.withdraw(withdrawn, this.clock.now(), uow);
  }

  async goesOn(told: readonly ToldLead[], uow: UnitOfWork): Promise<void> {
    const restored = await this.standings.restore(told, uow);
    if (restored.length === 0) return;
    await this.assignments.waitAgain(restored, this.clock.now(), uow);
    uow.onCommit(() => this.dueRows.routeWaiting());
  }
}
