import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakeMergesBack1795604400000 implements MigrationInterface {
  name = 'TakeMergesBack1795604400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE merges ADD COLUMN undone_because text');
    await runner.query(`
      ALTER TABLE merges DROP CONSTRAINT merges_because_check,
        ADD CONSTRAINT merges_because_check CHECK (because IN ('platform', 'person', 'match'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE merges DROP CONSTRAINT merges_because_check,
        ADD CONSTRAINT merges_because_check CHECK (because IN ('platform', 'person')) NOT VALID`);
    await runner.query('ALTER TABLE merges DROP COLUMN undone_because');
  }
}
