import { LeadStandings } from '@baton/service-kit';
import { Module } from '@nestjs/common';
import { FollowMerges } from './application/follow-merges.js';
import { ForgetPeople } from './application/forget-people.js';
import { RouteLeads } from './application/route-leads.js';
import { WebhookToRouted } from './application/webhook-to-routed.js';
import { SettleClocks } from './application/settle-clocks.js';
import { WorkDueRows } from './application/work-due-rows.js';
import { RoutingEvents } from './events/routing.events.js';
import { AssignmentsController } from './http/assignments.controller.js';
import { ExportController } from './http/export.controller.js';
import { SalesTeamsController } from './http/sales-teams.controller.js';
import { Assignments } from './infrastructure/assignments.js';
import { SalesTeams } from './infrastructure/sales-teams.js';

@Module({
  controllers: [RoutingEvents, SalesTeamsController, AssignmentsController, ExportController],
  providers: [
    RouteLeads,
    WebhookToRouted,
    SettleClocks,
    FollowMerges,
    ForgetPeople,
    WorkDueRows,
    Assignments,
    LeadStandings,
    SalesTeams,
  ],
})
export class RoutingModule {}
