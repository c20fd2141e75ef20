import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowPeople1795392000000 implements MigrationInterface {
  name = 'KnowPeople1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    // A lead that has ended keeps its row: whoever looked it up a moment ago must find out.
    await runner.query(`
      ALTER TABLE leads
        ADD COLUMN ended text CHECK (ended IN ('merged', 'erased')),
        ADD COLUMN merged_into uuid,
        ADD CHECK ((ended IS NOT DISTINCT FROM 'merged') = (merged_into IS NOT NULL))`);
    // Most deliveries are about one person; those of batches name the others here.
    await runner.query(`ALTER TABLE deliveries ADD COLUMN also_lead_ids uuid[]`);
    await runner.query(`CREATE INDEX deliveries_of_lead ON deliveries (lead_id) WHERE lead_id IS NOT NULL`);
    await runner.query(
      `CREATE INDEX deliveries_also_of_lead ON deliveries USING gin (also_lead_ids) WHERE also_lead_ids IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX identity_keys_of_lead ON identity_keys (lead_id)`);
    // All that it takes to part the two again.
    await runner.query(`
      CREATE TABLE merges (
        id uuid PRIMARY KEY,
        survivor_id uuid NOT NULL,
        loser_id uuid NOT NULL,
        loser_keys text[] NOT NULL,
        survivor_before jsonb NOT NULL,
        survivor_after jsonb NOT NULL,
        loser jsonb NOT NULL,
        because text NOT NULL CHECK (because IN ('platform', 'person')),
        says text NOT NULL,
        delivery_id uuid NOT NULL,
        at timestamptz NOT NULL,
        undone_at timestamptz,
        undone_by text
      )`);
    await runner.query(`CREATE INDEX merges_of_survivor ON merges (survivor_id)`);
    await runner.query(`CREATE INDEX merges_of_loser ON merges (loser_id)`);
    await runner.query(`
      CREATE TABLE erasures (
        lead_id uuid PRIMARY KEY,
        because text NOT NULL CHECK (because IN ('platform', 'person')),
        asked_by text NOT NULL,
        at timestamptz NOT NULL,
        scoring_at timestamptz,
        routing_at timestamptz,
        feedback_at timestamptz,
        reporting_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erasures, merges');
    await runner.query('DROP INDEX identity_keys_of_lead, deliveries_of_lead');
    await runner.query('ALTER TABLE deliveries DROP COLUMN also_lead_ids');
    await runner.query('ALTER TABLE leads DROP COLUMN merged_into, DROP COLUMN ended');
  }
}
