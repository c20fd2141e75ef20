import { serviceConfig } from '@baton/service-kit';

export const routingConfig = serviceConfig;
