import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Touch } from '../domain/touch.js';

export interface LeadTouch extends Touch {
  readonly leadId: string;
}

/** More acts than these say nothing more about a lead. */
const NEWEST = 200;

interface Row {
  lead_id: string;
  touch_id: string;
  at: Date;
  kind: string;
  channel: string | null;
  campaign: string | null;
  content: string | null;
}

@Injectable()
export class Touches {
  constructor(private readonly dataSource: DataSource) {}

  async add(touches: readonly LeadTouch[], uow: UnitOfWork): Promise<void> {
    await uow.query(
      `INSERT INTO touches (touch_id, lead_id, at, kind, channel, campaign, content)
       SELECT "touchId", "leadId", at, kind, channel, campaign, content
         FROM jsonb_to_recordset($1::jsonb) AS given(
           "touchId" uuid, "leadId" uuid, at timestamptz, kind text, channel text, campaign text, content text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(touches)],
    );
  }

  /** What each lead did, the newest last, with what those did who turned out to be the same person. */
  async of(leadIds: readonly string[], uow: UnitOfWork): Promise<Map<string, Touch[]>> {
    const rows = await uow.query<Row>(
      `SELECT whose.lead_id, touch.*
         FROM (SELECT lead_id, lead_id AS did FROM unnest($1::uuid[]) AS given(lead_id)
               UNION ALL SELECT merged_into, lead_id FROM leads WHERE merged_into = ANY($1::uuid[])) AS whose
        CROSS JOIN LATERAL (
          SELECT touch_id, at, kind, channel, campaign, content FROM touches
           WHERE touches.lead_id = whose.did ORDER BY at DESC LIMIT ${NEWEST}) AS touch
        ORDER BY touch.at, touch.touch_id`,
      [leadIds],
    );
    const byLead = new Map<string, Touch[]>();
    for (const row of rows) {
      const touches = byLead.get(row.lead_id) ?? [];
      touches.push(touchOf(row));
      byLead.set(row.lead_id, touches);
    }
    return byLead;
  }

  async ofOne(leadId: string): Promise<Touch[]> {
    const rows: Row[] = await this.dataSource.query('SELECT * FROM touches WHERE lead_id = $1 ORDER BY at, touch_id', [leadId]);
    return rows.map(touchOf);
  }

  async forget(leadIds: readonly string[], uow: UnitOfWork): Promise<void> {
    await uow.query('DELETE FROM touches WHERE lead_id = ANY($1::uuid[])', [leadIds]);
  }
}

function touchOf({ touch_id, at, kind, channel, campaign, content }: Row): Touch {
  return {
    touchId: touch_id,
    at: at.toISOString(),
    kind,
    ...(channel !== null && { channel }),
    ...(campaign !== null && { campaign }),
    ...(content !== null && { content }),
  };
}
