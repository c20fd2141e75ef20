import type { ServiceName } from '@baton/contracts';

/** The services that can be asked about their dead letters, in the order in which a lead meets them. */
export const services = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'] as const satisfies readonly ServiceName[];
export type Service = (typeof services)[number];
