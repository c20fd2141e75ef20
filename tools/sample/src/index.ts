export type { Article } from './data/articles.js';
export type { Campaign } from './data/campaigns.js';
export type { Firm } from './data/firms.js';
export type { Form } from './data/forms.js';
export type { PlannedDelivery, SampleProvider, SigningSource } from './deliveries/planned-delivery.js';
export { planTraffic } from './deliveries/plan-traffic.js';
export { signDelivery } from './deliveries/sign-delivery.js';
export type { GeneratedLead, GeneratedPerson, LeadKind, Visit } from './generated-lead.js';
export { generateLeads } from './generate-leads.js';
export { type Random, seededRandom } from './random.js';
export {
  type SignatureHeaders,
  signHubspot,
  signSegment,
  signStandardWebhook,
  signTypeform,
  withGoogleKey,
} from './signers.js';
