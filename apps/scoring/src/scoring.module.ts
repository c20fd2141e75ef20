import { Module } from '@nestjs/common';
import { FollowTheLine } from './application/follow-the-line.js';
import { ForgetPeople } from './application/forget-people.js';
import { HearTouches } from './application/hear-touches.js';
import { HearVerdicts } from './application/hear-verdicts.js';
import { JudgeLeads } from './application/judge-leads.js';
import { LayTheLine } from './application/lay-the-line.js';
import { LearnFromVerdicts } from './application/learn-from-verdicts.js';
import { PromoteChallenger } from './application/promote-challenger.js';
import { PromotePointsTable } from './application/promote-points-table.js';
import { ReplayDecisions } from './application/replay-decisions.js';
import { RunInShadow } from './application/run-in-shadow.js';
import { SetTheLine } from './application/set-the-line.js';
import { ShowChallenger } from './application/show-challenger.js';
import { TrainChallenger } from './application/train-challenger.js';
import { ScoringEvents } from './events/scoring.events.js';
import { ChallengerController } from './http/challenger.controller.js';
import { DecisionsController } from './http/decisions.controller.js';
import { ExportController } from './http/export.controller.js';
import { LearningController } from './http/learning.controller.js';
import { LineController } from './http/line.controller.js';
import { PointsTablesController } from './http/points-tables.controller.js';
import { ReplaysController } from './http/replays.controller.js';
import { Challengers } from './infrastructure/challengers.js';
import { Cuts } from './infrastructure/cuts.js';
import { Decisions } from './infrastructure/decisions.js';
import { LabelledDecisions } from './infrastructure/labelled-decisions.js';
import { LearningSettingsStore } from './infrastructure/learning-settings.js';
import { LinePolicies } from './infrastructure/line-policies.js';
import { PointsTables } from './infrastructure/points-tables.js';
import { ScoredLeads } from './infrastructure/scored-leads.js';
import { Touches } from './infrastructure/touches.js';
import { Verdicts } from './infrastructure/verdicts.js';

@Module({
  controllers: [
    ...[ScoringEvents, PointsTablesController, LineController, ChallengerController, LearningController],
    ...[DecisionsController, ReplaysController, ExportController],
  ],
  providers: [
    ...[JudgeLeads, LayTheLine, FollowTheLine, RunInShadow, HearTouches, HearVerdicts, ForgetPeople],
    ...[PromotePointsTable, SetTheLine, ReplayDecisions],
    ...[LearnFromVerdicts, TrainChallenger, PromoteChallenger, ShowChallenger],
    ...[Decisions, PointsTables, ScoredLeads, Touches, LinePolicies, Cuts, Verdicts],
    ...[LabelledDecisions, Challengers, LearningSettingsStore],
  ],
})
export class ScoringModule {}
