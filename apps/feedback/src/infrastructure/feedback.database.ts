import { messagingMigrations } from '@baton/messaging';
import type { ServiceDatabase } from '@baton/service-kit';
import { CreateFeedbackTables1767225600000 } from './migrations/1767225600000-create-feedback-tables.js';

export const feedbackDatabase = {
  schema: 'feedback',
  entities: [],
  migrations: [...messagingMigrations, CreateFeedbackTables1767225600000],
} satisfies ServiceDatabase;
