import { serviceConfig } from '@baton/service-kit';

export const scoringConfig = serviceConfig;
