import type { AnyEventContract, ServiceName } from './define-event.js';
import { dealReported } from './events/deal-reported.event.js';
import { inquiryReceived } from './events/inquiry-received.event.js';
import { leadAccepted } from './events/lead-accepted.event.js';
import { leadContacted } from './events/lead-contacted.event.js';
import { leadCreated } from './events/lead-created.event.js';
import { leadErased } from './events/lead-erased.event.js';
import { leadHeld } from './events/lead-held.event.js';
import { leadMerged } from './events/lead-merged.event.js';
import { leadQualified } from './events/lead-qualified.event.js';
import { leadRejected } from './events/lead-rejected.event.js';
import { leadRouted } from './events/lead-routed.event.js';
import { leadScored } from './events/lead-scored.event.js';
import { leadUpdated } from './events/lead-updated.event.js';
import { modelPromoted } from './events/model-promoted.event.js';
import { opportunityWon } from './events/opportunity-won.event.js';
import { feedbackErased, reportingErased, routingErased, scoringErased } from './events/service-erased.event.js';
import { slaBreached } from './events/sla-breached.event.js';
import { slaMet } from './events/sla-met.event.js';
import { touchRecorded } from './events/touch-recorded.event.js';

/** Every event there is, in the order in which a lead meets them. */
export const eventCatalogue = [
  inquiryReceived,
  leadCreated,
  leadUpdated,
  touchRecorded,
  leadScored,
  leadQualified,
  leadHeld,
  modelPromoted,
  leadRouted,
  slaBreached,
  slaMet,
  leadAccepted,
  leadRejected,
  leadContacted,
  opportunityWon,
  dealReported,
  leadMerged,
  leadErased,
  scoringErased,
  routingErased,
  feedbackErased,
  reportingErased,
] as const satisfies readonly AnyEventContract[];

/** The contracts that `service` reads. */
export function contractsConsumedBy(service: ServiceName): AnyEventContract[] {
  return eventCatalogue.filter((contract) => (contract.consumers as readonly string[]).includes(service));
}

export function contractOf(topic: string): AnyEventContract | undefined {
  return eventCatalogue.find((contract) => contract.topic === topic);
}
