import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FetchRecords1795395600000 implements MigrationInterface {
  name = 'FetchRecords1795395600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE sources ADD COLUMN sealed_api bytea`);
    await runner.query(`
      CREATE TABLE fetches (
        id uuid PRIMARY KEY,
        source_id uuid NOT NULL,
        delivery_id uuid NOT NULL,
        reference jsonb NOT NULL,
        traceparent text,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'given-up')),
        attempts integer NOT NULL DEFAULT 0,
        problem text,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    // What waits is few among many.
    await runner.query(`CREATE INDEX fetches_waiting ON fetches (due_at) WHERE state = 'waiting'`);
    await runner.query(`CREATE INDEX fetches_waiting_of_source ON fetches (source_id, due_at) WHERE state = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fetches');
    await runner.query('ALTER TABLE sources DROP COLUMN sealed_api');
  }
}
