import type { ServiceDefinition } from '@baton/service-kit';
import { scoringDatabase } from './infrastructure/scoring.database.js';
import { scoringConfig } from './scoring.config.js';
import { ScoringModule } from './scoring.module.js';

/** Decides whether a lead is worth sales' time, explains it, and hears what sales says. */
export const scoring: ServiceDefinition = {
  name: 'scoring',
  module: ScoringModule,
  database: scoringDatabase,
  config: scoringConfig,
};
