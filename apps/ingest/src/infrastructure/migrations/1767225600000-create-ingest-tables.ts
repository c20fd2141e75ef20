import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIngestTables1767225600000 implements MigrationInterface {
  name = 'CreateIngestTables1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sources (
        id uuid PRIMARY KEY,
        provider text NOT NULL,
        name text NOT NULL,
        sealed_secrets bytea NOT NULL,
        field_map jsonb,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE deliveries (
        id uuid PRIMARY KEY,
        source_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        headers jsonb NOT NULL,
        body bytea NOT NULL,
        state text NOT NULL DEFAULT 'stored' CHECK (state IN ('stored', 'done', 'dead')),
        outcome text,
        lead_id uuid,
        reason text,
        dedupe_key text,
        processed_at timestamptz,
        CHECK ((state = 'done') = (outcome IS NOT NULL))
      )`);
    // What waits is few among many: this index stays small for ever.
    await runner.query(`CREATE INDEX deliveries_waiting ON deliveries (id) WHERE state = 'stored'`);
    await runner.query(`CREATE INDEX deliveries_by_source ON deliveries (source_id, id)`);
    await runner.query(`
      CREATE TABLE delivery_keys (
        source_id uuid NOT NULL,
        dedupe_key text NOT NULL,
        delivery_id uuid NOT NULL,
        PRIMARY KEY (source_id, dedupe_key)
      )`);
    await runner.query(`
      CREATE TABLE identity_keys (
        key text PRIMARY KEY,
        lead_id uuid NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE leads (
        id uuid PRIMARY KEY,
        stage text NOT NULL CHECK (stage IN ('inquiry', 'lead')),
        version integer NOT NULL,
        known jsonb NOT NULL,
        field_times jsonb NOT NULL,
        received_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE leads, identity_keys, delivery_keys, deliveries, sources');
  }
}
