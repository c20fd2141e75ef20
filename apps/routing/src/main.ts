import { runService } from '@baton/service-kit';
import { routing } from './routing.service.js';

await runService(routing);
