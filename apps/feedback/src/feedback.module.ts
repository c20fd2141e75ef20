import { LeadStandings } from '@baton/service-kit';
import { Module } from '@nestjs/common';
import { ActForRep } from './application/act-for-rep.js';
import { FollowMerges } from './application/follow-merges.js';
import { ForgetPeople } from './application/forget-people.js';
import { TakeHandOvers } from './application/take-hand-overs.js';
import { LeadEndsHandler } from './events/lead-ends.handler.js';
import { LeadRoutedHandler } from './events/lead-routed.handler.js';
import { ExportController } from './http/export.controller.js';
import { LeadStreamController } from './http/lead-stream.controller.js';
import { LeadsController } from './http/leads.controller.js';
import { ReasonsController } from './http/reasons.controller.js';
import { ChangeFeed } from './infrastructure/change-feed.js';
import { HandedLeads } from './infrastructure/handed-leads.js';
import { LeadList } from './infrastructure/lead-list.js';
import { Verdicts } from './infrastructure/verdicts.js';

@Module({
  controllers: [LeadRoutedHandler, LeadEndsHandler, LeadsController, LeadStreamController, ReasonsController, ExportController],
  providers: [
    ActForRep,
    TakeHandOvers,
    FollowMerges,
    ForgetPeople,
    ChangeFeed,
    HandedLeads,
    LeadList,
    LeadStandings,
    Verdicts,
  ],
})
export class FeedbackModule {}
