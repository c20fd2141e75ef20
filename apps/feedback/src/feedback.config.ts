import { serviceConfig } from '@baton/service-kit';
import type { z } from 'zod';

export const feedbackConfig = serviceConfig;
export type FeedbackConfig = z.output<typeof feedbackConfig>;
