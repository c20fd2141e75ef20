import type { PromotionCause } from '@baton/contracts';
import { useRejectionReasons } from '../my-leads/lead-queries.js';
import { causesInWords } from '../words/versions.js';

/** What sales said that led to a version. */
export function Causes({ because }: { readonly because: PromotionCause }) {
  const { data: reasons = [] } = useRejectionReasons();
  return causesInWords(because, new Map(reasons.map(({ code, says }) => [code, says])));
}
