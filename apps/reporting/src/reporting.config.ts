import { serviceConfig } from '@baton/service-kit';
import type { z } from 'zod';

export const reportingConfig = serviceConfig;
export type ReportingConfig = z.output<typeof reportingConfig>;
