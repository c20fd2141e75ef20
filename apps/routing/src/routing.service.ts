import type { ServiceDefinition } from '@baton/service-kit';
import { routingDatabase } from './infrastructure/routing.database.js';
import { routingConfig } from './routing.config.js';
import { RoutingModule } from './routing.module.js';

/** Decides who gets a lead and by when, and keeps the clocks. */
export const routing: ServiceDefinition = {
  name: 'routing',
  module: RoutingModule,
  database: routingDatabase,
  config: routingConfig,
};
