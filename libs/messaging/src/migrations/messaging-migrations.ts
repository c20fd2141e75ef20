import type { MigrationInterface } from 'typeorm';
import { CreateMessagingTables1764000000000 } from './1764000000000-create-messaging-tables.js';
import { CreateReplayRuns1764100000000 } from './1764100000000-create-replay-runs.js';
import { RememberTheForgotten1795500000000 } from './1795500000000-remember-the-forgotten.js';

/** The tables messaging needs. Every service's schema lists these before its own migrations. */
export const messagingMigrations: (new () => MigrationInterface)[] = [
  CreateMessagingTables1764000000000,
  CreateReplayRuns1764100000000,
  RememberTheForgotten1795500000000,
];
