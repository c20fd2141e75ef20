import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AskPilotReps1767225704000 implements MigrationInterface {
  name = 'AskPilotReps1767225704000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE interviewed_reps (
        rep_id uuid PRIMARY KEY,
        name text NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL,
        answers jsonb,
        answered_at timestamptz,
        CHECK ((answers IS NULL) = (answered_at IS NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE interviewed_reps');
  }
}
