import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LeadStateName } from '../domain/handed-lead.js';

export interface LeadChange {
  readonly leadId: string;
  /** `moved`: somebody else has the lead now. `withdrawn`: nobody has, for it was merged into another or erased. */
  readonly state: LeadStateName | 'moved' | 'withdrawn';
  readonly changeNumber: number;
}

const MOST_AT_ONCE = 500;

/** Which leads changed, in the order of their latest change. A lead that changed twice is told once. */
@Injectable()
export class ChangeFeed {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The number of the latest change of any lead, 0 before the first. */
  async latest(): Promise<number> {
    const [row]: Array<{ latest: string }> = await this.dataSource.query(
      `SELECT greatest((SELECT max(change_number) FROM handed_leads), (SELECT max(change_number) FROM erased_leads), 0)
         AS latest`,
    );
    return Number(row?.latest ?? 0);
  }

  /** @param repId only what concerns this rep; null: everything. */
  async since(changeNumber: number, repId: string | null): Promise<LeadChange[]> {
    const rows: Array<{ leadId: string; state: LeadStateName | 'withdrawn'; repId: string; changeNumber: string }> =
      await this.dataSource.query(
        `(SELECT lead_id AS "leadId", CASE WHEN withdrawn THEN 'withdrawn' ELSE state END AS state, rep_id AS "repId",
            change_number AS "changeNumber" FROM handed_leads
          WHERE change_number > $1 ${repId ? 'AND (rep_id = $2 OR previous_rep_id = $2)' : ''}
          ORDER BY change_number LIMIT ${MOST_AT_ONCE})
         UNION ALL
         (SELECT lead_id, 'withdrawn', rep_id, change_number FROM erased_leads
          WHERE change_number > $1 ${repId ? 'AND rep_id = $2' : ''} ORDER BY change_number LIMIT ${MOST_AT_ONCE})
         ORDER BY "changeNumber" LIMIT ${MOST_AT_ONCE}`,
        repId ? [changeNumber, repId] : [changeNumber],
      );
    return rows.map((row) => ({
      leadId: row.leadId,
      state: repId && row.repId !== repId ? 'moved' : row.state,
      changeNumber: Number(row.changeNumber),
    }));
  }
}
