import type { SharePlan } from './curve.js';

/** What a line is chosen by: the share sent, the leads a week that sales has time for, or the least acceptance. */
export type Target =
  | { readonly kind: 'share'; readonly value: number }
  | { readonly kind: 'capacity'; readonly value: number }
  | { readonly kind: 'quality'; readonly value: number };

/** @returns the share to send, in (0, 1]; `null` where no share is as good as asked, or nobody knows how many leads come */
export function chooseShare({ kind, value }: Target, curve: readonly SharePlan[], leadsPerWeek: number): number | null {
  switch (kind) {
    case 'share':
      return value;
    case 'capacity':
      return leadsPerWeek === 0 ? null : Math.min(1, value / leadsPerWeek);
    case 'quality':
      return curve.findLast(({ acceptance }) => acceptance.value >= value)?.share ?? null;
  }
}
