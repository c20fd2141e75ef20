import { messagingMigrations } from '@baton/messaging';
import type { ServiceDatabase } from '@baton/service-kit';
import { CreateReportingTables1767225600000 } from './migrations/1767225600000-create-reporting-tables.js';
import { NoteMergers1795510800000 } from './migrations/1795510800000-note-mergers.js';
import { CountWhatWasTold1795514400000 } from './migrations/1795514400000-count-what-was-told.js';

export const reportingDatabase = {
  schema: 'reporting',
  entities: [],
  migrations: [
    ...messagingMigrations,
    CreateReportingTables1767225600000,
    NoteMergers1795510800000,
    CountWhatWasTold1795514400000,
  ],
} satisfies ServiceDatabase;
