import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';

/** What ingest last said of a lead's being one. */
export interface LeadStanding {
  readonly leadId: string;
  /** Ingest's version of the lead. */
  readonly sequence: number;
  /** Merged into another. */
  readonly withdrawn: boolean;
}

@Injectable()
export class LeadStandings {
  /**
   * Notes what is newer than what is known.
   * @param standings at most one a lead.
   * @returns the leads that are something else now: that were withdrawn, or were and are no more.
   */
  async note(standings: readonly LeadStanding[], uow: UnitOfWork): Promise<string[]> {
    const leadIds = standings.map(({ leadId }) => leadId);
    // The row first: of two who have both heard of the lead first, the other waits and then sees what was written.
    await uow.query(
      `INSERT INTO lead_standings (lead_id, sequence, withdrawn)
       SELECT lead_id, 0, false FROM unnest($1::uuid[]) AS given(lead_id) ORDER BY lead_id
       ON CONFLICT DO NOTHING`,
      [leadIds],
    );
    const changed = await uow.query<{ leadId: string }>(
      `WITH known AS (
         SELECT lead_id, sequence, withdrawn FROM lead_standings WHERE lead_id = ANY($1::uuid[]) ORDER BY lead_id FOR UPDATE
       ), noted AS (
         UPDATE lead_standings SET sequence = given.sequence, withdrawn = given.withdrawn
           FROM known JOIN unnest($1::uuid[], $2::integer[], $3::boolean[]) AS given(lead_id, sequence, withdrawn)
             USING (lead_id)
          WHERE lead_standings.lead_id = known.lead_id AND known.sequence < given.sequence
         RETURNING known.lead_id, known.withdrawn <> given.withdrawn AS changed
       )
       SELECT lead_id AS "leadId" FROM noted WHERE changed`,
      [leadIds, standings.map(({ sequence }) => sequence), standings.map(({ withdrawn }) => withdrawn)],
    );
    return changed.map(({ leadId }) => leadId);
  }

  async withdrawnAmong(leadIds: readonly string[], uow: UnitOfWork): Promise<Set<string>> {
    const rows = await uow.query<{ leadId: string }>(
      'SELECT lead_id AS "leadId" FROM lead_standings WHERE lead_id = ANY($1::uuid[]) AND withdrawn',
      [leadIds],
    );
    return new Set(rows.map(({ leadId }) => leadId));
  }

  async forget(leadIds: readonly string[], uow: UnitOfWork): Promise<void> {
    await uow.query('DELETE FROM lead_standings WHERE lead_id = ANY($1::uuid[])', [leadIds]);
  }
}
