import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ScoreOpenLeadsAnew1767225702000 implements MigrationInterface {
  name = 'ScoreOpenLeadsAnew1767225702000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rescorings (
        version integer PRIMARY KEY REFERENCES points_tables,
        "from" uuid NOT NULL,
        reached uuid NOT NULL,
        total integer NOT NULL,
        room integer,
        done integer NOT NULL DEFAULT 0,
        changed integer NOT NULL DEFAULT 0,
        begun_at timestamptz NOT NULL,
        finished_at timestamptz
      )`);
    await runner.query(`
      CREATE INDEX leads_held ON leads (lead_id)
       WHERE version > 0 AND merged_into IS NULL AND decision IS DISTINCT FROM 'qualified'`);
    await runner.query('ALTER TABLE points_tables ADD COLUMN measured jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE points_tables DROP COLUMN measured');
    await runner.query('DROP INDEX leads_held');
    await runner.query('DROP TABLE rescorings');
  }
}
