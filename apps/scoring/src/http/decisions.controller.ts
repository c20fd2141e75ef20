import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { Decisions, type ShownDecision } from '../infrastructure/decisions.js';

@Controller('decisions')
export class DecisionsController {
  constructor(private readonly decisions: Decisions) {}

  /** All decisions about a lead, newest first; empty for a lead that scoring has not heard of. */
  @Get(':leadId')
  @Roles('marketer', 'manager', 'operator')
  of(@Param('leadId', UuidParam) leadId: string): Promise<ShownDecision[]> {
    return this.decisions.of(leadId);
  }
}
