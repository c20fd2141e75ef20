import { messagingMigrations } from '@baton/messaging';
import type { ServiceDatabase } from '@baton/service-kit';
import { CreateReportingTables1767225600000 } from './migrations/1767225600000-create-reporting-tables.js';

export const reportingDatabase = {
  schema: 'reporting',
  entities: [],
  migrations: [...messagingMigrations, CreateReportingTables1767225600000],
} satisfies ServiceDatabase;
