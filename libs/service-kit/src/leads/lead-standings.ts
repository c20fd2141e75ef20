import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';

/** A lead as ingest told of it: events of the topics that make it one, or end it. */
export interface ToldLead {
  readonly subject: string;
  /** Ingest's version of the lead. */
  readonly sequence: number;
}

/**
 * Which leads were merged into others, as of the newest that ingest said of each. A merge may be taken back: then the
 * lead is updated later.
 */
@Injectable()
export class LeadStandings {
  /** @returns the leads that were not withdrawn before, by what is known. */
  withdraw(merged: readonly ToldLead[], uow: UnitOfWork): Promise<string[]> {
    return this.note(merged, true, uow);
  }

  /** @returns the leads that were withdrawn before. */
  restore(updated: readonly ToldLead[], uow: UnitOfWork): Promise<string[]> {
    return this.note(updated, false, uow);
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

  /** @returns the leads that are something else now. */
  private async note(told: readonly ToldLead[], withdrawn: boolean, uow: UnitOfWork): Promise<string[]> {
    const leadIds = told.map(({ subject }) => subject);
    // The row first: of two who have both heard of the lead first, the other waits and then sees what was written.
    await uow.query(
      `INSERT INTO lead_standings (lead_id, sequence, withdrawn)
       SELECT DISTINCT lead_id, 0, false FROM unnest($1::uuid[]) AS given(lead_id) ORDER BY lead_id
       ON CONFLICT DO NOTHING`,
      [leadIds],
    );
    const changed = await uow.query<{ leadId: string }>(
      `WITH known AS (
         SELECT lead_id, sequence, withdrawn FROM lead_standings WHERE lead_id = ANY($1::uuid[]) ORDER BY lead_id FOR UPDATE
       ), newest AS (
         SELECT lead_id, max(sequence) AS sequence FROM unnest($1::uuid[], $2::integer[]) AS given(lead_id, sequence)
          GROUP BY lead_id
       ), noted AS (
         UPDATE lead_standings SET sequence = newest.sequence, withdrawn = $3
           FROM known JOIN newest USING (lead_id)
          WHERE lead_standings.lead_id = known.lead_id AND known.sequence < newest.sequence
         RETURNING known.lead_id, known.withdrawn <> $3 AS changed
       )
       SELECT lead_id AS "leadId" FROM noted WHERE changed`,
      [leadIds, told.map(({ sequence }) => sequence), withdrawn],
    );
    return changed.map(({ leadId }) => leadId);
  }
}
