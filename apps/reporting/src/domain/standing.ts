/** What scoring made of the person so far; every received person is in exactly one of these. */
export type Decision = 'inquiry' | 'undecided' | 'held' | 'qualified';
/** Sales' verdict as it stands for the newest hand-over. */
export type Verdict = 'accepted' | 'rejected';

export interface StandingFacts {
  readonly inquiryAt: unknown;
  readonly leadAt: unknown;
  readonly heldAt: unknown;
  readonly qualifiedAt: unknown;
  readonly routedAttempt: number | null;
  readonly acceptedAttempt: number | null;
  readonly rejectedAttempt: number | null;
}

/** A held lead that qualifies later counts as qualified from then on, and only there. */
export function decisionOn({ inquiryAt, leadAt, heldAt, qualifiedAt }: StandingFacts): Decision {
  if (qualifiedAt) return 'qualified';
  if (heldAt) return 'held';
  return inquiryAt && !leadAt ? 'inquiry' : 'undecided';
}

/** A verdict on an earlier hand-over no longer stands once the lead was routed anew. */
export function verdictOn({
  routedAttempt,
  acceptedAttempt,
  rejectedAttempt,
}: StandingFacts): Verdict | null {
  const newest = Math.max(routedAttempt ?? 0, acceptedAttempt ?? 0, rejectedAttempt ?? 0);
  if (newest === 0) return null;
  if (acceptedAttempt === newest) return 'accepted';
  return rejectedAttempt === newest ? 'rejected' : null;
}
