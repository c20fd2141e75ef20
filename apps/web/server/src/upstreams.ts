import type { ServiceName } from '@baton/contracts';
import type { WebConfig } from './web.config.js';

/** Nest's injection token of the addresses behind the front door. */
export const UPSTREAMS = Symbol('UPSTREAMS');
export type Upstreams = Readonly<Record<ServiceName, string>>;

export function upstreamsFrom(config: WebConfig): Upstreams {
  return {
    ingest: config.BATON_UPSTREAM_INGEST,
    scoring: config.BATON_UPSTREAM_SCORING,
    routing: config.BATON_UPSTREAM_ROUTING,
    feedback: config.BATON_UPSTREAM_FEEDBACK,
    reporting: config.BATON_UPSTREAM_REPORTING,
  };
}
