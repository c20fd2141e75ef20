import { runService } from '@baton/service-kit';
import { ingest } from './ingest.service.js';

await runService(ingest);
