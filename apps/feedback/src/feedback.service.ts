import type { ServiceDefinition } from '@baton/service-kit';
import { feedbackConfig } from './feedback.config.js';
import { FeedbackModule } from './feedback.module.js';
import { feedbackDatabase } from './infrastructure/feedback.database.js';

/** Takes sales' verdicts: the rep's list, one answer for each lead, and its reason. */
export const feedback: ServiceDefinition = {
  name: 'feedback',
  module: FeedbackModule,
  database: feedbackDatabase,
  config: feedbackConfig,
  // A list that is read by people: at once is soon enough.
  fetchEveryMs: 100,
};
