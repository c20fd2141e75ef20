import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchScoring1767225703000 implements MigrationInterface {
  name = 'WatchScoring1767225703000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE line_policies ADD COLUMN rules_from timestamptz');
    // The first has always ruled.
    await runner.query('UPDATE line_policies SET rules_from = CASE version WHEN 1 THEN to_timestamp(0) ELSE set_at END');
    await runner.query('ALTER TABLE line_policies ALTER COLUMN rules_from SET NOT NULL');
    await runner.query(`
      CREATE TABLE alarms (
        kind text NOT NULL,
        about text NOT NULL,
        says text NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (kind, about)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alarms');
    await runner.query('ALTER TABLE line_policies DROP COLUMN rules_from');
  }
}
