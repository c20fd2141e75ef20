import { messagingMigrations } from '@baton/messaging';
import type { ServiceDatabase } from '@baton/service-kit';
import { CreateIngestTables1767225600000 } from './migrations/1767225600000-create-ingest-tables.js';
import { KnowPeople1795392000000 } from './migrations/1795392000000-know-people.js';
import { FetchRecords1795395600000 } from './migrations/1795395600000-fetch-records.js';
import { KnowAccounts1795399200000 } from './migrations/1795399200000-know-accounts.js';
import { PauseSources1795402800000 } from './migrations/1795402800000-pause-sources.js';
import { WatchSources1795406400000 } from './migrations/1795406400000-watch-sources.js';
import { FindWhatToErase1795514400000 } from './migrations/1795514400000-find-what-to-erase.js';
import { AskWhoItIs1795600800000 } from './migrations/1795600800000-ask-who-it-is.js';
import { TakeMergesBack1795604400000 } from './migrations/1795604400000-take-merges-back.js';
import { SourceEntity } from './source.entity.js';

export const ingestDatabase = {
  schema: 'ingest',
  entities: [SourceEntity],
  migrations: [
    ...messagingMigrations,
    CreateIngestTables1767225600000,
    KnowPeople1795392000000,
    FetchRecords1795395600000,
    KnowAccounts1795399200000,
    PauseSources1795402800000,
    WatchSources1795406400000,
    FindWhatToErase1795514400000,
    AskWhoItIs1795600800000,
    TakeMergesBack1795604400000,
  ],
} satisfies ServiceDatabase;
