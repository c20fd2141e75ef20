import type { UnitOfWork } from '@baton/messaging';
import { LeadStandings, type ToldLead } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { HandedLeads } from '../infrastructure/handed-leads.js';

/** Takes leads off the lists that were merged into others, and puts them back where a merge is undone. Verdicts stay. */
@Injectable()
export class FollowMerges {
  constructor(
    @Inject(LeadStandings) private readonly standings: LeadStandings,
    @Inject(HandedLeads) private readonly leads: HandedLeads,
  ) {}

  async ended(told: readonly ToldLead[], uow: UnitOfWork): Promise<void> {
    const withdrawn = await this.standings.withdraw(told, uow);
    if (withdrawn.length > 0) await this.leads.setWithdrawn(uow, withdrawn, true);
  }

  async goesOn(told: readonly ToldLead[], uow: UnitOfWork): Promise<void> {
    const restored = await this.standings.restore(told, uow);
    if (restored.length > 0) await this.leads.setWithdrawn(uow, restored, false);
  }
}
