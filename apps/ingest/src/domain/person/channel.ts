import { inWords, slug } from '../body/text.js';
import type { Answer, SourceFields } from '../providers/provider.js';

/** How links are tagged (`utm_medium`), and what it means. */
const CHANNEL_OF_MEDIUM: ReadonlyMap<string, string> = new Map([
  ['cpc', 'paid-search'],
  ['ppc', 'paid-search'],
  ['sem', 'paid-search'],
  ['paid-search', 'paid-search'],
  ['paidsearch', 'paid-search'],
  ['paid-social', 'paid-social'],
  ['paidsocial', 'paid-social'],
  ['organic', 'organic-search'],
  ['email', 'email'],
  ['newsletter', 'email'],
  ['social', 'social'],
  ['referral', 'referral'],
  ['affiliate', 'affiliate'],
  ['display', 'display'],
  ['banner', 'display'],
]);

/** The channel that campaign tags speak of, e.g. `google` / `cpc` → `paid-search`. */
export function channelOf(utm: {
  source?: string | undefined;
  medium?: string | undefined;
}): string | undefined {
  const medium = utm.medium === undefined ? undefined : CHANNEL_OF_MEDIUM.get(slug(utm.medium));
  return medium ?? (utm.source === undefined ? undefined : slug(utm.source) || undefined);
}

/** “Where did they come from?”, from the source fields; null where they say nothing about it. */
export function whereFromSource(source: SourceFields, field: string): Answer | null {
  const first = source.channel ? inWords(source.channel) : (source.selfReported ?? source.referrer);
  const words = [first, source.campaign && `campaign ${source.campaign}`].filter(Boolean).join(', ');
  if (words === '') return null;
  const kind =
    source.channel ?? (source.campaign ? 'campaign' : source.selfReported ? 'self-reported' : 'referral');
  return { kind, says: words.charAt(0).toUpperCase() + words.slice(1), field };
}
