import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LearnFromVerdicts1767225701500 implements MigrationInterface {
  name = 'LearnFromVerdicts1767225701500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE learning_settings (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        goal text NOT NULL CHECK (goal IN ('accepted', 'won')),
        promote_by_rule boolean NOT NULL,
        new_verdicts integer NOT NULL CHECK (new_verdicts > 0),
        trusted text[] NOT NULL DEFAULT '{}'
      )`);
    await runner.query(`INSERT INTO learning_settings (goal, promote_by_rule, new_verdicts) VALUES ('accepted', false, 200)`);
    await runner.query(`
      CREATE TABLE challengers (
        id uuid PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('training', 'shadow', 'fruitless', 'failed', 'promoted', 'dropped', 'replaced')),
        against integer NOT NULL,
        goal text NOT NULL,
        progress double precision NOT NULL DEFAULT 0,
        seen_at timestamptz NOT NULL,
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        verdicts integer NOT NULL,
        because jsonb NOT NULL,
        labelled integer,
        content jsonb,
        cut double precision,
        judged jsonb,
        says text,
        version integer
      )`);
    await runner.query(`CREATE UNIQUE INDEX one_in_training ON challengers (state) WHERE state = 'training'`);
    await runner.query(`CREATE UNIQUE INDEX one_in_shadow ON challengers (state) WHERE state = 'shadow'`);
    await runner.query('ALTER TABLE points_tables ADD COLUMN because jsonb, ADD COLUMN expected jsonb');
    await runner.query('ALTER TABLE decisions ADD COLUMN shadow jsonb');
    await runner.query(`CREATE INDEX decisions_sent ON decisions (id) WHERE decision = 'qualified'`);
    await runner.query(`CREATE INDEX decisions_in_shadow ON decisions ((shadow->>'challenger')) WHERE shadow IS NOT NULL`);
    await runner.query('CREATE INDEX verdicts_by_time ON verdicts (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX decisions_sent, decisions_in_shadow, verdicts_by_time');
    await runner.query('ALTER TABLE decisions DROP COLUMN shadow');
    await runner.query('ALTER TABLE points_tables DROP COLUMN because, DROP COLUMN expected');
    await runner.query('DROP TABLE challengers, learning_settings');
  }
}
