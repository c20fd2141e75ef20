import type { AcceptedDelivery } from '../load/platform.js';
import type { Rig } from '../rig/rig.js';

/** How long leads waited from the accepted webhook to the decision about them, in milliseconds, sorted. */
export async function waitsOf(rig: Rig, accepted: readonly AcceptedDelivery[]): Promise<number[]> {
  const leads = await rig.sql<{ id: string; leadId: string }>(
    `SELECT id, lead_id AS "leadId" FROM ingest.deliveries WHERE outcome = 'lead'`,
  );
  // The database's clock, for a service's own may be a minute off.
  const decisions = await rig.sql<{ leadId: string; at: number }>(
    `SELECT convert_from(key, 'UTF8') AS "leadId", extract(epoch FROM min(created_at))::float8 * 1000 AS at
       FROM (SELECT key, created_at FROM routing.outbox_events WHERE topic = 'lead.routed'
             UNION ALL SELECT key, created_at FROM scoring.outbox_events WHERE topic = 'lead.held') decided
      GROUP BY key`,
  );
  const leadOf = new Map(leads.map(({ id, leadId }) => [id, leadId]));
  const decidedAt = new Map(decisions.map(({ leadId, at }) => [leadId, at]));
  return accepted
    .flatMap(({ deliveryId, acceptedAt }) => {
      const at = decidedAt.get(leadOf.get(deliveryId) ?? '');
      return at === undefined ? [] : [Math.max(0, at - acceptedAt)];
    })
    .sort((one, other) => one - other);
}
