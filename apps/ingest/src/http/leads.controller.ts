import { Transactions } from '@baton/messaging';
import { Problem, Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Lead } from '../domain/lead.js';
import { Leads } from '../infrastructure/leads.js';
import { type ListedMerge, Merges } from '../infrastructure/merges.js';

const MOST_MERGES = 200;

type ShownLead = Lead & {
  /** The id that was asked for, where it is one that the person had before a merge; else null. */
  readonly mergedFrom: string | null;
};

/** What is known of one person. */
@Controller('leads')
@Roles('operator', 'marketer')
export class LeadsController {
  constructor(
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Merges) private readonly merges: Merges,
    @Inject(Transactions) private readonly transactions: Transactions,
  ) {}

  /** The lead, or the one that goes on for it. */
  @Get(':id')
  one(@Param('id', UuidParam) id: string): Promise<ShownLead> {
    return this.transactions.run(async (uow) => {
      const goesOn = (await this.leads.standing(uow, id))?.mergedInto ?? id;
      const standing = (await this.leads.look(uow, [goesOn])).get(goesOn);
      if (standing === undefined || standing.ended === 'erased') throw Problem.notFound('No lead is known by this id.');
      return { ...standing.lead, mergedFrom: goesOn === id ? null : id };
    });
  }

  /** Newest first, those that were taken back as well. */
  @Get(':id/merges')
  mergesOf(@Param('id', UuidParam) id: string): Promise<ListedMerge[]> {
    return this.merges.list({ leadId: id, limit: MOST_MERGES });
  }
}
