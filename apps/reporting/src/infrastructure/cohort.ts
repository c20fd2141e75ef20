/** Who is looked at: people by the day on which they were received, and by campaign. */
export interface Cohort {
  /** First day, in UTC. */
  readonly from?: string | undefined;
  /** Last day, included. */
  readonly to?: string | undefined;
  /** A campaign's key; null: those who named none. */
  readonly campaign?: string | null | undefined;
}

/**
 * The cohort as conditions on `lead_facts`.
 * @param given adds a parameter and returns its placeholder.
 */
export function conditionsOf({ from, to, campaign }: Cohort, given: (value: unknown) => string): string[] {
  const conditions = [
    'received_at IS NOT NULL',
    // A person who came in twice is one, and counts where the lead that goes on was received.
    '(merged_into IS NULL OR identity_sequence > merger_sequence)',
  ];
  if (from) conditions.push(`received_at >= ${given(from)}::date::timestamp AT TIME ZONE 'UTC'`);
  if (to) conditions.push(`received_at < (${given(to)}::date + 1)::timestamp AT TIME ZONE 'UTC'`);
  if (campaign === null) conditions.push('campaign IS NULL');
  if (typeof campaign === 'string') conditions.push(`campaign = ${given(campaign)}`);
  return conditions;
}

/** `decisionOn` of domain/standing.ts, in SQL. */
export const DECISION = `CASE WHEN qualified_at IS NOT NULL THEN 'qualified'
  WHEN held_at IS NOT NULL THEN 'held'
  WHEN inquiry_at IS NOT NULL AND lead_at IS NULL THEN 'inquiry'
  ELSE 'undecided' END`;

/** `verdictOn` of domain/standing.ts, in SQL. */
export const VERDICT = `CASE GREATEST(routed_attempt, accepted_attempt, rejected_attempt)
  WHEN accepted_attempt THEN 'accepted'
  WHEN rejected_attempt THEN 'rejected' END`;
