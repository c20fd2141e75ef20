import { feedbackErased, type leadErased } from '@baton/contracts';
import { forgetSubjects, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Clock, LeadStandings } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { HandedLeads } from '../infrastructure/handed-leads.js';
import { Verdicts } from '../infrastructure/verdicts.js';

/** Takes people off the lists who are to be forgotten, deletes what sales knows and wrote of them, and says so. */
@Injectable()
export class ForgetPeople {
  constructor(
    @Inject(HandedLeads) private readonly leads: HandedLeads,
    @Inject(Verdicts) private readonly verdicts: Verdicts,
    @Inject(LeadStandings) private readonly standings: LeadStandings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async execute(erasures: readonly ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    const now = this.clock.now();
    const leadIds = await forgetSubjects(uow, erasures.map(({ subject }) => subject), now);
    // The lead first: whoever acts on it has it locked, and has then written what is deleted here.
    const sequences = await this.leads.forget(uow, leadIds);
    await this.verdicts.forget(uow, leadIds);
    await this.standings.forget(leadIds, uow);
    for (const leadId of leadIds) {
      uow.publish(feedbackErased, {
        subject: leadId,
        sequence: (sequences.get(leadId) ?? 0) + 1,
        time: now,
        causedBy: erasures.find(({ subject }) => subject === leadId)!,
        data: { leadId, at: now.toISOString() },
      });
    }
  }
}
