import { messagingMigrations } from '@baton/messaging';
import type { ServiceDatabase } from '@baton/service-kit';
import { CreateScoringTables1767225700000 } from './migrations/1767225700000-create-scoring-tables.js';
import { KeepWhatDecisionsStandOn1767225701000 } from './migrations/1767225701000-keep-what-decisions-stand-on.js';
import { LearnFromVerdicts1767225701500 } from './migrations/1767225701500-learn-from-verdicts.js';
import { AskPilotReps1767225704000 } from './migrations/1767225704000-ask-pilot-reps.js';
import { ScoreOpenLeadsAnew1767225702000 } from './migrations/1767225702000-score-open-leads-anew.js';
import { WatchScoring1767225703000 } from './migrations/1767225703000-watch-scoring.js';
import { PointsTableEntity } from './points-table.entity.js';

export const scoringDatabase = {
  schema: 'scoring',
  entities: [PointsTableEntity],
  migrations: [
    ...messagingMigrations,
    CreateScoringTables1767225700000,
    KeepWhatDecisionsStandOn1767225701000,
    LearnFromVerdicts1767225701500,
    ScoreOpenLeadsAnew1767225702000,
    WatchScoring1767225703000,
    AskPilotReps1767225704000,
  ],
} satisfies ServiceDatabase;
