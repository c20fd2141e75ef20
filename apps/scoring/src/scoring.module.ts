import { Module } from '@nestjs/common';
import { CompareSaidAndDone } from './application/compare-said-and-done.js';
import { DraftFromInterview } from './application/draft-from-interview.js';
import { FollowTheLine } from './application/follow-the-line.js';
import { ForgetPeople } from './application/forget-people.js';
import { HearTouches } from './application/hear-touches.js';
import { HearVerdicts } from './application/hear-verdicts.js';
import { JudgeLeads } from './application/judge-leads.js';
import { ReadKnownEnds } from './application/known-ends.js';
import { LayTheLine } from './application/lay-the-line.js';
import { LearnFromVerdicts } from './application/learn-from-verdicts.js';
import { ListVersions } from './application/list-versions.js';
import { MeasureEffects } from './application/measure-effects.js';
import { PlanTheLine } from './application/plan-the-line.js';
import { PreviewLeads } from './application/preview-leads.js';
import { PreviewTable } from './application/preview-table.js';
import { PromoteChallenger } from './application/promote-challenger.js';
import { PromotePointsTable } from './application/promote-points-table.js';
import { ReplayDecisions } from './application/replay-decisions.js';
import { RescoreLeads } from './application/rescore-leads.js';
import { RunInShadow } from './application/run-in-shadow.js';
import { SetTheLine } from './application/set-the-line.js';
import { ShowChallenger } from './application/show-challenger.js';
import { ShowLine } from './application/show-line.js';
import { TrainChallenger } from './application/train-challenger.js';
import { WatchScoring } from './application/watch-scoring.js';
import { ScoringEvents } from './events/scoring.events.js';
import { ChallengerController } from './http/challenger.controller.js';
import { DecisionsController } from './http/decisions.controller.js';
import { ExportController } from './http/export.controller.js';
import { InterviewController } from './http/interview.controller.js';
import { LearningController } from './http/learning.controller.js';
import { LineController } from './http/line.controller.js';
import { PlannerController } from './http/planner.controller.js';
import { PointsTablesController } from './http/points-tables.controller.js';
import { PreviewController } from './http/preview.controller.js';
import { ReplaysController } from './http/replays.controller.js';
import { SourceQualityController } from './http/source-quality.controller.js';
import { VersionsController } from './http/versions.controller.js';
import { WatchController } from './http/watch.controller.js';
import { SaidAndDoneController } from './http/said-and-done.controller.js';
import { Alarms } from './infrastructure/alarms.js';
import { Challengers } from './infrastructure/challengers.js';
import { Cuts } from './infrastructure/cuts.js';
import { Decisions } from './infrastructure/decisions.js';
import { InterviewedReps } from './infrastructure/interviewed-reps.js';
import { LabelledDecisions } from './infrastructure/labelled-decisions.js';
import { LearningSettingsStore } from './infrastructure/learning-settings.js';
import { LinePolicies } from './infrastructure/line-policies.js';
import { PointsTables } from './infrastructure/points-tables.js';
import { RecentLeads } from './infrastructure/recent-leads.js';
import { Rescorings } from './infrastructure/rescorings.js';
import { ScoredLeads } from './infrastructure/scored-leads.js';
import { SeenValuesOfLeads } from './infrastructure/seen-values.js';
import { SentLeads } from './infrastructure/sent-leads.js';
import { SourceTallies } from './infrastructure/source-tallies.js';
import { Touches } from './infrastructure/touches.js';
import { Verdicts } from './infrastructure/verdicts.js';
import { WatchedDecisions } from './infrastructure/watched-decisions.js';

@Module({
  controllers: [
    ...[ScoringEvents, PointsTablesController, LineController, ChallengerController, LearningController],
    ...[VersionsController, WatchController, SourceQualityController, InterviewController, SaidAndDoneController],
    ...[PlannerController, PreviewController, DecisionsController, ReplaysController, ExportController],
  ],
  providers: [
    ...[JudgeLeads, LayTheLine, FollowTheLine, RunInShadow, HearTouches, HearVerdicts, ForgetPeople],
    ...[PromotePointsTable, RescoreLeads, MeasureEffects, ListVersions, ReplayDecisions],
    ...[SetTheLine, ShowLine, WatchScoring, ReadKnownEnds, PlanTheLine, PreviewTable, PreviewLeads],
    ...[LearnFromVerdicts, TrainChallenger, PromoteChallenger, ShowChallenger],
    ...[Decisions, PointsTables, ScoredLeads, Touches, LinePolicies, Cuts, Verdicts],
    ...[DraftFromInterview, CompareSaidAndDone, InterviewedReps, SeenValuesOfLeads, SentLeads],
    ...[LabelledDecisions, RecentLeads, Rescorings, Challengers, LearningSettingsStore, Alarms, WatchedDecisions, SourceTallies],
  ],
})
export class ScoringModule {}
