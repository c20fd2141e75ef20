import { runService } from '@baton/service-kit';
import { feedback } from './feedback.service.js';

await runService(feedback);
