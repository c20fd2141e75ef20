import type { ProviderId } from '../providers/providers.js';
import type { Hydrator } from './hydrator.js';
import { hubspotHydrator } from './hubspot.hydrator.js';
import { linkedinHydrator } from './linkedin.hydrator.js';
import { metaHydrator } from './meta.hydrator.js';

/** The platforms whose webhooks tell ids alone, and how the rest is fetched from them. */
export const hydrators: Partial<Readonly<Record<ProviderId, Hydrator>>> = {
  'hubspot-api': hubspotHydrator,
  'linkedin-lead-sync': linkedinHydrator,
  'meta-lead-ads': metaHydrator,
};
