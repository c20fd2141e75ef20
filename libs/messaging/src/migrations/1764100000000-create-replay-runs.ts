import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReplayRuns1764100000000 implements MigrationInterface {
  readonly name = 'CreateReplayRuns1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dead_letter_views (
        letter_id uuid NOT NULL REFERENCES dead_letters ON DELETE CASCADE,
        viewed_by text NOT NULL,
        viewed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX dead_letter_views_letter ON dead_letter_views (letter_id)`);

    await runner.query(`
      CREATE TABLE replay_runs (
        id uuid PRIMARY KEY,
        per_second integer NOT NULL CHECK (per_second > 0),
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'stopped')),
        -- The next letter's turn comes not before.
        due_at timestamptz NOT NULL,
        started_by text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX replay_runs_one_runs ON replay_runs (state) WHERE state = 'running'`,
    );

    await runner.query(`
      CREATE TABLE replay_run_letters (
        run_id uuid NOT NULL REFERENCES replay_runs ON DELETE CASCADE,
        letter_id uuid NOT NULL REFERENCES dead_letters ON DELETE CASCADE,
        outcome text CHECK (outcome IN ('replayed', 'failed', 'skipped')),
        PRIMARY KEY (run_id, letter_id)
      )`);
    await runner.query(
      `CREATE INDEX replay_run_letters_left ON replay_run_letters (run_id, letter_id) WHERE outcome IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE replay_run_letters, replay_runs, dead_letter_views`);
  }
}
