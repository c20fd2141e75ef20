import { messagingMigrations } from '@baton/messaging';
import { CreateLeadStandings1795503000000, type ServiceDatabase } from '@baton/service-kit';
import { CreateFeedbackTables1767225600000 } from './migrations/1767225600000-create-feedback-tables.js';
import { LetLeadsLeave1795507200000 } from './migrations/1795507200000-let-leads-leave.js';

export const feedbackDatabase = {
  schema: 'feedback',
  entities: [],
  migrations: [
    ...messagingMigrations,
    CreateFeedbackTables1767225600000,
    CreateLeadStandings1795503000000,
    LetLeadsLeave1795507200000,
  ],
} satisfies ServiceDatabase;
