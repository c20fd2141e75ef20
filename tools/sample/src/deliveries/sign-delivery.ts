import { type SignatureHeaders, signHubspot, signSegment, signStandardWebhook, signTypeform } from '../signers.js';
import type { PlannedDelivery, SigningSource } from './planned-delivery.js';

/** The headers with which the platform would post it at `now`. */
export function signDelivery({ id, body }: PlannedDelivery, source: SigningSource, now: Date): SignatureHeaders {
  switch (source.provider) {
    case 'standard-webhooks':
      return signStandardWebhook(source.secret, id, Math.floor(now.getTime() / 1000), body);
    case 'typeform':
      return signTypeform(source.secret, body);
    case 'hubspot-workflow':
      return signHubspot(source.secret, source.url, now.getTime(), body);
    case 'segment':
      return signSegment(source.secret, body);
  }
}
