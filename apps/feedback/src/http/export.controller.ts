import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { LeadInHand } from '../domain/lead-in-hand.js';
import { type LeadHistory, LeadList } from '../infrastructure/lead-list.js';

export interface FeedbackExport extends LeadHistory {
  /** The entry on the rep's list; null where there is none. */
  readonly lead: LeadInHand | null;
}

/** What feedback keeps of a person, for whoever asks about themselves. */
@Controller('leads')
@Roles('operator')
export class ExportController {
  constructor(@Inject(LeadList) private readonly list: LeadList) {}

  @Get(':leadId/export')
  async of(@Param('leadId', UuidParam) leadId: string): Promise<FeedbackExport> {
    return { lead: await this.list.find(leadId, { evenWithdrawn: true }), ...(await this.list.history(leadId)) };
  }
}
