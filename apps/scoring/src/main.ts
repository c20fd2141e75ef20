import { runService } from '@baton/service-kit';
import { scoring } from './scoring.service.js';

await runService(scoring);
