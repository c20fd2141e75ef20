import { type leadErased, scoringErased } from '@baton/contracts';
import { forgetSubjects, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { Decisions } from '../infrastructure/decisions.js';
import { ScoredLeads } from '../infrastructure/scored-leads.js';
import { Touches } from '../infrastructure/touches.js';
import { Verdicts } from '../infrastructure/verdicts.js';

/** Deletes all that scoring knows of people who are to be forgotten, and says so. */
@Injectable()
export class ForgetPeople {
  constructor(
    private readonly leads: ScoredLeads,
    private readonly decisions: Decisions,
    private readonly verdicts: Verdicts,
    private readonly touches: Touches,
    private readonly clock: Clock,
  ) {}

  async execute(erasures: readonly ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    const now = this.clock.now();
    const leadIds = await forgetSubjects(uow, erasures.map(({ subject }) => subject), now);
    const versions = await this.leads.forget(leadIds, uow);
    await this.decisions.forget(leadIds, uow);
    await this.verdicts.forget(leadIds, uow);
    await this.touches.forget(leadIds, uow);
    for (const leadId of leadIds) {
      uow.publish(scoringErased, {
        subject: leadId,
        sequence: (versions.get(leadId) ?? 0) + 1,
        time: now,
        causedBy: erasures.find(({ subject }) => subject === leadId)!,
        data: { leadId, at: now.toISOString() },
      });
    }
  }
}
