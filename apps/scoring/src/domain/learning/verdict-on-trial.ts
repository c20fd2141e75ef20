import type { ExpectedEffect } from '@baton/contracts';
import type { Interval } from '@baton/evidence';
import type { Trial } from '@baton/learning';

export interface TrialVerdict {
  /** `better`: beyond doubt; `perhaps`: not beyond it; `no lift`: nothing to be had, or too little known. */
  readonly kind: 'better' | 'perhaps' | 'no lift';
  readonly says: string;
}

/** What a trial says about whether a learned table should rule. */
export function verdictOn(judged: Trial['judged']): TrialVerdict {
  if (judged === null) return { kind: 'no lift', says: 'Sales has said the same of every lead: there is nothing to tell apart yet' };
  const { auc, kept, enough, leads } = judged;
  if (!enough.enough) return { kind: 'no lift', says: `${enough.says}. Keep your rules until sales has said more` };
  const measured =
    `on the ${leads} newest leads it puts the better of two first in ${percent(auc.learned)} of cases ` +
    `(the ruling one in ${percent(auc.ruling)}; difference ${span(auc.difference)}), and keeps ${percent(kept.learned)} ` +
    `of the wins with ${percent(kept.share)} of the leads (${percent(kept.ruling)})`;
  if (auc.difference.low > 0) return { kind: 'better', says: `Better beyond doubt: ${measured}` };
  if (auc.difference.high > 0 && auc.learned > auc.ruling) return { kind: 'perhaps', says: `Perhaps better, not beyond doubt: ${measured}` };
  return { kind: 'no lift', says: `No lift found, keep your rules: ${measured}` };
}

export function expectedOf(judged: NonNullable<Trial['judged']>): ExpectedEffect {
  const { kept, leads } = judged;
  return {
    shareSent: kept.share,
    winsKept: kept.learned,
    winsKeptBefore: kept.ruling,
    difference: kept.difference,
    leads,
  };
}

/**
 * How sure the `look`-th trial against one ruling table has to be, so that all looks together go wrong in one case of
 * twenty: the errors allowed, 0.05 / (k · (k + 1)), sum to 0.05.
 */
export function levelOfLook(look: number): number {
  return 1 - 0.05 / (look * (look + 1));
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const points = (share: number): string => (share * 100).toFixed(1);
const span = ({ low, high }: Interval): string => `${points(low)} to ${points(high)} points`;
