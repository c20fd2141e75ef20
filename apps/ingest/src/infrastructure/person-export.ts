import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Everything that ingest keeps about one person, as stored; instants are ISO 8601 in UTC. */
export interface ExportedPerson {
  /** The lead: what is known, when each field was learned, and where the person stands. */
  readonly lead: Readonly<Record<string, unknown>>;
  /** What the person is recognised by. */
  readonly identityKeys: readonly string[];
  /** Who the person was before merges, each with what was known. */
  readonly earlier: readonly Readonly<Record<string, unknown>>[];
  readonly merges: readonly Readonly<Record<string, unknown>>[];
  /** Whether the person was held to be one with others, and what somebody noted about that; who the others are is theirs. */
  readonly reviews: readonly Readonly<Record<string, unknown>>[];
  /** Webhooks and rows about the person. The body of one that is about others as well is left out: it is theirs, too. */
  readonly deliveries: readonly {
    readonly id: string;
    readonly sourceId: string;
    readonly source: string | null;
    readonly receivedAt: Date;
    readonly outcome: string | null;
    readonly body: string | null;
  }[];
}

@Injectable()
export class PersonExport {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @returns null where nobody with this id is known; the one that goes on, where the lead was merged. */
  async of(leadId: string): Promise<ExportedPerson | null> {
    const [lead]: { id: string; known: object }[] = await this.dataSource.query(
      `SELECT id, stage, version, received_at AS "receivedAt", known, field_times AS "fieldTimes" FROM leads
        WHERE ended IS NULL AND id = (SELECT coalesce(merged_into, id) FROM leads WHERE id = $1)`,
      [leadId],
    );
    if (!lead) return null;
    const { known, ...row } = lead;
    const [keys, earlier, merges, reviews] = await Promise.all([
      this.dataSource.query('SELECT key FROM identity_keys WHERE lead_id = $1 ORDER BY key', [lead.id]),
      this.dataSource.query(
        `SELECT id, stage, version, received_at AS "receivedAt", known, field_times AS "fieldTimes"
           FROM leads WHERE merged_into = $1 ORDER BY id`,
        [lead.id],
      ),
      this.dataSource.query(
        `SELECT id, survivor_id AS "survivorId", loser_id AS "loserId", because, says, at FROM merges
          WHERE survivor_id = $1 OR loser_id = $1 ORDER BY at`,
        [lead.id],
      ),
      this.dataSource.query(
        `SELECT state, evidence, found_at AS "foundAt", decided_by AS "decidedBy", decided_at AS "decidedAt", note
           FROM reviews WHERE $1 IN (one_id, other_id) ORDER BY id`,
        [lead.id],
      ),
    ]);
    const ids = [lead.id, ...earlier.map(({ id }: { id: string }) => id)];
    const deliveries: (Omit<ExportedPerson['deliveries'][number], 'body'> & { body: Buffer | null })[] =
      await this.dataSource.query(
        `SELECT delivery.id, source_id AS "sourceId", sources.name AS source, delivery.received_at AS "receivedAt",
           outcome, CASE WHEN also_lead_ids IS NULL THEN body END AS body
         FROM deliveries delivery LEFT JOIN sources ON sources.id = source_id
         WHERE delivery.lead_id = ANY($1::uuid[]) OR also_lead_ids && $1::uuid[] ORDER BY delivery.id`,
        [ids],
      );
    return {
      lead: { ...row, ...known },
      identityKeys: keys.map(({ key }: { key: string }) => key),
      earlier,
      merges,
      reviews,
      deliveries: deliveries.map(({ body, ...delivery }) => ({ ...delivery, body: body && body.toString('utf8') })),
    };
  }
}
