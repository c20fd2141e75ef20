import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AskWhoItIs1795600800000 implements MigrationInterface {
  name = 'AskWhoItIs1795600800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_keys (
        key text,
        lead_id uuid,
        PRIMARY KEY (key, lead_id)
      )`);
    await runner.query(`CREATE INDEX match_keys_of_lead ON match_keys (lead_id)`);
    await runner.query(`CREATE TABLE to_compare (lead_id uuid PRIMARY KEY)`);
    await runner.query(`INSERT INTO to_compare SELECT id FROM leads WHERE ended IS NULL`);
    await runner.query(`
      CREATE TABLE reviews (
        id uuid PRIMARY KEY,
        one_id uuid NOT NULL,
        other_id uuid NOT NULL,
        score real NOT NULL,
        evidence jsonb NOT NULL,
        found_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'joined', 'different')),
        decided_by text,
        decided_at timestamptz,
        note text,
        UNIQUE (one_id, other_id),
        CHECK (one_id < other_id),
        CHECK ((state = 'open') = (decided_at IS NULL))
      )`);
    await runner.query(`CREATE INDEX reviews_open ON reviews (id) WHERE state = 'open'`);
    await runner.query(`CREATE INDEX reviews_of_other ON reviews (other_id)`);
    // Whom each of the two went by, to tell which of them later deliveries were about.
    await runner.query(`ALTER TABLE merges ADD COLUMN survivor_keys text[], ADD COLUMN merged_by text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE merges DROP COLUMN merged_by, DROP COLUMN survivor_keys');
    await runner.query('DROP TABLE reviews, to_compare, match_keys');
  }
}
