import type { ServiceDefinition } from '@baton/service-kit';
import { openDoor } from './http/webhook-door.js';
import { ingestConfig } from './ingest.config.js';
import { IngestModule } from './ingest.module.js';
import { ingestDatabase } from './infrastructure/ingest.database.js';

/** The only door for platforms: verifies, stores raw, normalises, and finds out who it is. */
export const ingest: ServiceDefinition = {
  name: 'ingest',
  module: IngestModule,
  database: ingestDatabase,
  config: ingestConfig,
  prepare: openDoor,
};
