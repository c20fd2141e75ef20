/** One accepted delivery: what the test sent, and the id it got back. */
export interface SentDelivery {
  readonly deliveryId: string;
  /** Equal for deliveries that are the same delivery sent again. */
  readonly dedupeKey: string;
}

export type DeliveryOutcome = 'lead' | 'merged' | 'inquiry' | 'duplicate' | 'ignored';

/** What ingest says became of a delivery. */
export interface DeliveryEnd {
  readonly id: string;
  readonly state: 'stored' | 'held' | 'done' | 'dead';
  readonly outcome: DeliveryOutcome | null;
  readonly leadId: string | null;
}

/** What the log says about a lead. Each number counts events of different ids. */
export interface LeadEnds {
  readonly held: number;
  readonly qualified: number;
  /** Events of `lead.routed`, by attempt. */
  readonly routed: ReadonlyMap<number, number>;
}

export interface Evidence {
  readonly ends: ReadonlyMap<string, DeliveryEnd>;
  readonly leads: ReadonlyMap<string, LeadEnds>;
  /** Subjects (lead ids) of open dead letters of every service. */
  readonly deadLetterSubjects: ReadonlySet<string>;
  /** Delivery ids of open dead letters. */
  readonly deadLetterDeliveries: ReadonlySet<string>;
}

export interface Judgement {
  /** Deliveries that have not ended yet, each with what is missing. */
  readonly unended: string[];
  /** What ended more than once, which no waiting mends. */
  readonly twice: string[];
}

/**
 * The promise of the product, checked: every accepted delivery ends exactly once, as a routed lead,
 * a held lead, a non-lead with a reason, news about a known lead, or an open dead letter.
 */
export function judgeDeliveries(sent: readonly SentDelivery[], evidence: Evidence): Judgement {
  const unended: string[] = [];
  const twice: string[] = [];
  const firsts = new Map<string, number>();
  const leads = new Set<string>();

  for (const { deliveryId, dedupeKey } of sent) {
    const end = evidence.ends.get(deliveryId);
    const missing = whatIsMissing(deliveryId, end, evidence);
    if (missing) unended.push(`delivery ${deliveryId} (${dedupeKey}): ${missing}`);
    if (end?.leadId) leads.add(end.leadId);
    if (end?.state === 'done') {
      firsts.set(dedupeKey, (firsts.get(dedupeKey) ?? 0) + (end.outcome === 'duplicate' ? 0 : 1));
    }
  }
  for (const [key, count] of firsts) {
    if (count > 1) twice.push(`the delivery ${key} took effect ${count} times`);
  }
  for (const leadId of leads) twice.push(...whatHappenedTwice(leadId, evidence.leads.get(leadId)));
  return { unended, twice };
}

function whatIsMissing(deliveryId: string, end: DeliveryEnd | undefined, evidence: Evidence): string | null {
  if (!end) return 'ingest does not know it';
  if (end.state === 'stored' || end.state === 'held') return `${end.state}, not processed`;
  if (end.state === 'dead') {
    return evidence.deadLetterDeliveries.has(deliveryId) ? null : 'dead, but no open dead letter shows it';
  }
  if (end.outcome !== 'lead' && end.outcome !== 'merged') return null;
  if (!end.leadId) return `ended as ${end.outcome} without a lead`;
  if (evidence.deadLetterSubjects.has(end.leadId)) return null;
  const lead = evidence.leads.get(end.leadId);
  // News about an inquiry leaves it an inquiry, about which nobody decides.
  if (!lead && end.outcome === 'merged') return null;
  if (!lead || lead.held + lead.qualified === 0) return `lead ${end.leadId} has no decision`;
  if (lead.qualified > 0 && lead.routed.size === 0) return `lead ${end.leadId} qualified and has no owner`;
  return null;
}

function whatHappenedTwice(leadId: string, lead: LeadEnds | undefined): string[] {
  if (!lead) return [];
  const twice: string[] = [];
  if (lead.qualified > 1) twice.push(`lead ${leadId} qualified ${lead.qualified} times`);
  for (const [attempt, count] of lead.routed) {
    if (count > 1) twice.push(`lead ${leadId} was routed ${count} times in attempt ${attempt}`);
  }
  return twice;
}
