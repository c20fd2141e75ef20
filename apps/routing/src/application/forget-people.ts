import { type leadErased, routingErased } from '@baton/contracts';
import { forgetSubjects, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Clock, LeadStandings } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { Assignments } from '../infrastructure/assignments.js';

/** Takes people who are to be forgotten from whoever has them, deletes what routing knows of them, and says so. */
@Injectable()
export class ForgetPeople {
  constructor(
    private readonly assignments: Assignments,
    private readonly standings: LeadStandings,
    private readonly clock: Clock,
  ) {}

  async execute(erasures: readonly ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    const now = this.clock.now();
    const leadIds = await forgetSubjects(uow, erasures.map(({ subject }) => subject), now);
    // Before the rotation is locked, as where leads that wait are claimed.
    const versions = await this.assignments.forget(leadIds, uow);
    await this.standings.forget(leadIds, uow);
    await this.assignments.lockRotation(uow);
    await this.assignments.withdraw(leadIds, now, uow);
    for (const leadId of leadIds) {
      uow.publish(routingErased, {
        subject: leadId,
        sequence: (versions.get(leadId) ?? 0) + 1,
        time: now,
        causedBy: erasures.find(({ subject }) => subject === leadId)!,
        data: { leadId, at: now.toISOString() },
      });
    }
  }
}
