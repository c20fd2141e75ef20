import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepWhatDecisionsStandOn1767225701000 implements MigrationInterface {
  name = 'KeepWhatDecisionsStandOn1767225701000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE points_tables
        ADD COLUMN activities jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN skip_the_line jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN calibration jsonb,
        ADD COLUMN kind text NOT NULL DEFAULT 'edited'
          CHECK (kind IN ('first', 'edited', 'interview', 'learned', 'rolled-back'))`);
    await runner.query(`UPDATE points_tables SET kind = 'first' WHERE version = 1`);
    // Of decisions made before, nobody kept where the line lay: they cannot be made again.
    await runner.query(`
      ALTER TABLE decisions
        ADD COLUMN touches jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN missing text[] NOT NULL DEFAULT '{}',
        ADD COLUMN line jsonb,
        ADD COLUMN probability double precision,
        ADD COLUMN sample_probability double precision`);
    await runner.query(`
      ALTER TABLE leads
        ADD COLUMN account_id uuid,
        ADD COLUMN score double precision,
        ADD COLUMN merged_into uuid`);
    await runner.query('CREATE INDEX leads_by_account ON leads (account_id) WHERE account_id IS NOT NULL');
    await runner.query('CREATE INDEX leads_by_survivor ON leads (merged_into) WHERE merged_into IS NOT NULL');
    await runner.query(`
      CREATE TABLE touches (
        touch_id uuid PRIMARY KEY,
        lead_id uuid NOT NULL,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        channel text,
        campaign text,
        content text
      )`);
    await runner.query('CREATE INDEX touches_by_lead ON touches (lead_id, at)');
    await runner.query(`
      CREATE TABLE line_policies (
        version integer PRIMARY KEY,
        policy jsonb NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        set_at timestamptz NOT NULL,
        until timestamptz
      )`);
    await runner.query(`
      INSERT INTO line_policies (version, policy, author, reason, set_at)
      VALUES (1, '{"kind": "points", "sampleShare": 0.02}', 'Baton', 'The line of the points table', now())`);
    await runner.query(`
      CREATE TABLE cuts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        policy_version integer NOT NULL,
        model_version integer NOT NULL,
        cut double precision NOT NULL,
        leads integer NOT NULL,
        newest_lead uuid,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX cuts_in_force ON cuts (policy_version, model_version, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cuts, line_policies, touches');
    await runner.query('ALTER TABLE leads DROP COLUMN account_id, DROP COLUMN score, DROP COLUMN merged_into');
    await runner.query(`
      ALTER TABLE decisions DROP COLUMN touches, DROP COLUMN missing, DROP COLUMN line,
        DROP COLUMN probability, DROP COLUMN sample_probability`);
    await runner.query(`
      ALTER TABLE points_tables DROP COLUMN activities, DROP COLUMN skip_the_line, DROP COLUMN calibration,
        DROP COLUMN kind`);
  }
}
