import { rejectionReasons, type RejectionReasonCode } from '@baton/contracts';
import type { Dimension } from '@baton/learning';

/** What a score is to foretell: that sales takes a lead, or that it becomes a customer. */
export type Goal = 'accepted' | 'won';

/** What became of a decision to send a lead. */
export interface Ending {
  /** The oldest first. */
  readonly verdicts: readonly {
    readonly verdict: 'accepted' | 'rejected';
    readonly reasons: readonly RejectionReasonCode[];
    readonly at: Date;
  }[];
  readonly wonAt: Date | null;
}

export interface Label {
  readonly won: boolean;
  /** What it says something about; absent where that is both. */
  readonly teaches?: Dimension;
}

const DAY_MS = 86_400_000;

/**
 * What an ending teaches about the score; `null` for nothing. The main reason of a rejection decides: one for another
 * owner, a duplicate or bad contact data is no word about whether the lead was worth sales' time. For the goal `won` a
 * lead that sales took is not lost before `maturityDays` have gone by: it is young.
 */
export function labelOf({ verdicts, wonAt }: Ending, goal: Goal, maturityDays: number, now: Date): Label | null {
  if (wonAt !== null) return { won: true };
  const accepted = verdicts.find(({ verdict }) => verdict === 'accepted');
  if (accepted) {
    if (goal === 'accepted') return { won: true };
    const isMature = now.getTime() - accepted.at.getTime() >= maturityDays * DAY_MS;
    return isMature ? { won: false } : null;
  }
  const lessons = verdicts.flatMap(({ reasons }) => dimensionOf(reasons[0]) ?? []);
  const last = lessons.at(-1);
  return last ? { won: false, teaches: last } : null;
}

/** Which half of the score a reason says something about; none for most. */
export function dimensionOf(reason: RejectionReasonCode | undefined): Dimension | null {
  const teaches = reason && rejectionReasons[reason].teaches;
  return teaches === 'fit' || teaches === 'engagement' ? teaches : null;
}
