import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { type ReplayedDecision, ReplayDecisions } from '../application/replay-decisions.js';

@Controller('replays')
export class ReplaysController {
  constructor(private readonly replaying: ReplayDecisions) {}

  /** Every decision about the lead made again as of its time, and whether it comes out the same, byte for byte. */
  @Get(':leadId')
  @Roles('marketer', 'manager', 'operator')
  of(@Param('leadId', UuidParam) leadId: string): Promise<ReplayedDecision[]> {
    return this.replaying.of([leadId]);
  }
}
