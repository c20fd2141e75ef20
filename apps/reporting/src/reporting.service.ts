import type { ServiceDefinition } from '@baton/service-kit';
import { reportingDatabase } from './infrastructure/reporting.database.js';
import { reportingConfig } from './reporting.config.js';
import { ReportingModule } from './reporting.module.js';

/** Listens to everything and answers: how the funnel stands, and what happened to a lead. */
export const reporting: ServiceDefinition = {
  name: 'reporting',
  module: ReportingModule,
  database: reportingDatabase,
  config: reportingConfig,
  // It reads everything, and nobody's lead waits for it.
  fetchEveryMs: 250,
};
