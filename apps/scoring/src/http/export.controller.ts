import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import type { Touch } from '../domain/touch.js';
import { Decisions, type ShownDecision } from '../infrastructure/decisions.js';
import { ScoredLeads } from '../infrastructure/scored-leads.js';
import { Touches } from '../infrastructure/touches.js';

export interface ScoringExport {
  /** The person as ingest last told them; null where scoring has not heard of them. */
  readonly lead: object | null;
  /** Newest first, each with the features that it stood on and what sales said of it. */
  readonly decisions: readonly ShownDecision[];
  /** What they did, the newest last. */
  readonly touches: readonly Touch[];
}

/** What scoring keeps of a person, for whoever asks about themselves. */
@Controller('leads')
@Roles('operator')
export class ExportController {
  constructor(
    private readonly leads: ScoredLeads,
    private readonly decisions: Decisions,
    private readonly touches: Touches,
  ) {}

  @Get(':leadId/export')
  async of(@Param('leadId', UuidParam) leadId: string): Promise<ScoringExport> {
    return {
      lead: await this.leads.stateOf(leadId),
      decisions: await this.decisions.of(leadId),
      touches: await this.touches.ofOne(leadId),
    };
  }
}
