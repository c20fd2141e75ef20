import type { ServiceName } from '@baton/contracts';

/** The services behind the front door, in the order in which a lead meets them. */
export const services = [
  'ingest',
  'scoring',
  'routing',
  'feedback',
  'reporting',
] as const satisfies readonly ServiceName[];
