import { join } from 'node:path';
import { runProcess } from '@baton/service-kit';
import { createFrontDoor } from './front-door.js';
import { webConfig } from './web.config.js';

await runProcess('web', webConfig, async (config, logger) => ({
  app: await createFrontDoor(config, join(import.meta.dirname, '../dist-client'), logger),
  port: config.BATON_HTTP_PORT,
  host: config.BATON_HOST,
}));
