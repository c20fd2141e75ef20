import { activecampaign } from './activecampaign.js';
import { calendly } from './calendly.js';
import { csvImport } from './csv-import.js';
import { customerIo } from './customer-io.js';
import { espocrm } from './espocrm.js';
import { googleAdsLeadForm } from './google-ads-lead-form.js';
import { hubspotApi } from './hubspot-api.js';
import { hubspotWorkflow } from './hubspot-workflow.js';
import { intercom } from './intercom.js';
import { klaviyo } from './klaviyo.js';
import { linkedinLeadSync } from './linkedin-lead-sync.js';
import { mailchimp } from './mailchimp.js';
import { marketo } from './marketo.js';
import { mautic } from './mautic.js';
import { metaLeadAds } from './meta-lead-ads.js';
import { pipedrive } from './pipedrive.js';
import { plainJson } from './plain-json.js';
import type { Provider } from './provider.js';
import { salesforceCdc } from './salesforce-cdc.js';
import { salesforceOutboundMessage } from './salesforce-outbound-message.js';
import { segment } from './segment.js';
import { standardWebhooks } from './standard-webhooks.js';
import { typeform } from './typeform.js';
import { unbounce } from './unbounce.js';

/** The platforms, each of which proves by itself who it is. */
export const platformIds = [
  'activecampaign',
  'calendly',
  'customer-io',
  'espocrm',
  'google-ads-lead-form',
  'hubspot-api',
  'hubspot-workflow',
  'intercom',
  'klaviyo',
  'linkedin-lead-sync',
  'mailchimp',
  'marketo',
  'mautic',
  'meta-lead-ads',
  'pipedrive',
  'plain-json',
  'salesforce-cdc',
  'salesforce-outbound-message',
  'segment',
  'standard-webhooks',
  'typeform',
  'unbounce',
] as const;
export type PlatformId = (typeof platformIds)[number];

/** Rows of a file are sent by a person. */
export const providerIds = [...platformIds, 'csv-import'] as const;
export type ProviderId = (typeof providerIds)[number];

/** Everything that Baton reads, by the name that a source gives it. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  activecampaign,
  calendly,
  'csv-import': csvImport,
  'customer-io': customerIo,
  espocrm,
  'google-ads-lead-form': googleAdsLeadForm,
  'hubspot-api': hubspotApi,
  'hubspot-workflow': hubspotWorkflow,
  intercom,
  klaviyo,
  'linkedin-lead-sync': linkedinLeadSync,
  mailchimp,
  marketo,
  mautic,
  'meta-lead-ads': metaLeadAds,
  pipedrive,
  'plain-json': plainJson,
  'salesforce-cdc': salesforceCdc,
  'salesforce-outbound-message': salesforceOutboundMessage,
  segment,
  'standard-webhooks': standardWebhooks,
  typeform,
  unbounce,
};
