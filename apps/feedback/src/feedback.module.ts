import { Module } from '@nestjs/common';
import { ActForRep } from './application/act-for-rep.js';
import { TakeHandOvers } from './application/take-hand-overs.js';
import { LeadRoutedHandler } from './events/lead-routed.handler.js';
import { LeadStreamController } from './http/lead-stream.controller.js';
import { LeadsController } from './http/leads.controller.js';
import { ReasonsController } from './http/reasons.controller.js';
import { ChangeFeed } from './infrastructure/change-feed.js';
import { HandedLeads } from './infrastructure/handed-leads.js';
import { LeadList } from './infrastructure/lead-list.js';
import { Verdicts } from './infrastructure/verdicts.js';

@Module({
  controllers: [LeadRoutedHandler, LeadsController, LeadStreamController, ReasonsController],
  providers: [ActForRep, TakeHandOvers, ChangeFeed, HandedLeads, LeadList, Verdicts],
})
export class FeedbackModule {}
