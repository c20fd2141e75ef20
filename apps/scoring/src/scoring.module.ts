import { Module } from '@nestjs/common';
import { FollowTheLine } from './application/follow-the-line.js';
import { ForgetPeople } from './application/forget-people.js';
import { HearTouches } from './application/hear-touches.js';
import { HearVerdicts } from './application/hear-verdicts.js';
import { JudgeLeads } from './application/judge-leads.js';
import { LayTheLine } from './application/lay-the-line.js';
import { PromotePointsTable } from './application/promote-points-table.js';
import { ReplayDecisions } from './application/replay-decisions.js';
import { SetTheLine } from './application/set-the-line.js';
import { ScoringEvents } from './events/scoring.events.js';
import { DecisionsController } from './http/decisions.controller.js';
import { ExportController } from './http/export.controller.js';
import { LineController } from './http/line.controller.js';
import { PointsTablesController } from './http/points-tables.controller.js';
import { ReplaysController } from './http/replays.controller.js';
import { Cuts } from './infrastructure/cuts.js';
import { Decisions } from './infrastructure/decisions.js';
import { LinePolicies } from './infrastructure/line-policies.js';
import { PointsTables } from './infrastructure/points-tables.js';
import { ScoredLeads } from './infrastructure/scored-leads.js';
import { Touches } from './infrastructure/touches.js';
import { Verdicts } from './infrastructure/verdicts.js';

@Module({
  controllers: [ScoringEvents, PointsTablesController, LineController, DecisionsController, ReplaysController, ExportController],
  providers: [
    ...[JudgeLeads, LayTheLine, FollowTheLine, HearTouches, HearVerdicts, ForgetPeople],
    ...[PromotePointsTable, SetTheLine, ReplayDecisions],
    ...[Decisions, PointsTables, ScoredLeads, Touches, LinePolicies, Cuts, Verdicts],
  ],
})
export class ScoringModule {}
