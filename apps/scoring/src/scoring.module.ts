import { Module } from '@nestjs/common';
import { ForgetPeople } from './application/forget-people.js';
import { HearVerdicts } from './application/hear-verdicts.js';
import { JudgeLeads } from './application/judge-leads.js';
import { PromotePointsTable } from './application/promote-points-table.js';
import { ScoringEvents } from './events/scoring.events.js';
import { DecisionsController } from './http/decisions.controller.js';
import { ExportController } from './http/export.controller.js';
import { PointsTablesController } from './http/points-tables.controller.js';
import { Decisions } from './infrastructure/decisions.js';
import { PointsTables } from './infrastructure/points-tables.js';
import { ScoredLeads } from './infrastructure/scored-leads.js';
import { Verdicts } from './infrastructure/verdicts.js';

@Module({
  controllers: [ScoringEvents, PointsTablesController, DecisionsController, ExportController],
  providers: [JudgeLeads, HearVerdicts, ForgetPeople, PromotePointsTable, Decisions, PointsTables, ScoredLeads, Verdicts],
})
export class ScoringModule {}
