import { runService } from '@baton/service-kit';
import { reporting } from './reporting.service.js';

await runService(reporting);
