import { googleAdsLeadForm } from './google-ads-lead-form.js';
import { hubspotApi } from './hubspot-api.js';
import { hubspotWorkflow } from './hubspot-workflow.js';
import type { Provider } from './provider.js';
import { segment } from './segment.js';
import { standardWebhooks } from './standard-webhooks.js';
import { typeform } from './typeform.js';

export const providerIds = [
  'standard-webhooks',
  'hubspot-api',
  'hubspot-workflow',
  'typeform',
  'google-ads-lead-form',
  'segment',
] as const;
export type ProviderId = (typeof providerIds)[number];

/** Every platform that Baton reads, by the name that a source gives it. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  'standard-webhooks': standardWebhooks,
  'hubspot-api': hubspotApi,
  'hubspot-workflow': hubspotWorkflow,
  typeform,
  'google-ads-lead-form': googleAdsLeadForm,
  segment,
};
