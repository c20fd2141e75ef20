import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFeedbackTables1767225600000 implements MigrationInterface {
  name = 'CreateFeedbackTables1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE lead_changes');
    await runner.query(`
      CREATE TABLE handed_leads (
        lead_id uuid PRIMARY KEY,
        assignment_id uuid NOT NULL,
        attempt integer NOT NULL,
        decision_id uuid NOT NULL,
        rep_id uuid NOT NULL,
        rep_name text NOT NULL,
        previous_rep_id uuid,
        team_name text NOT NULL,
        rule_says text NOT NULL,
        respond_by timestamptz NOT NULL,
        decide_by timestamptz NOT NULL,
        time_zone text NOT NULL,
        routed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        score jsonb NOT NULL,
        reasons text[] NOT NULL,
        person jsonb NOT NULL,
        company jsonb NOT NULL,
        source jsonb NOT NULL,
        passport jsonb NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'rejected')),
        state_at timestamptz NOT NULL,
        rejection jsonb,
        attempts integer NOT NULL DEFAULT 0,
        won jsonb,
        urgent_by timestamptz NOT NULL,
        points double precision NOT NULL,
        sequence integer NOT NULL DEFAULT 0,
        change_number bigint NOT NULL DEFAULT nextval('lead_changes'),
        cause_id uuid NOT NULL,
        correlation_id text NOT NULL,
        traceparent text
      )`);
    // The list of one rep, and of all: the most urgent first, then the highest score.
    await runner.query(
      `CREATE INDEX handed_leads_of_rep ON handed_leads (rep_id, state, urgent_by, (-points), lead_id)`,
    );
    await runner.query(
      `CREATE INDEX handed_leads_of_all ON handed_leads (state, urgent_by, (-points), lead_id)`,
    );
    // Live streams: what changed since.
    await runner.query(`CREATE INDEX handed_leads_changes_of_all ON handed_leads (change_number)`);
    await runner.query(`CREATE INDEX handed_leads_changes_of_rep ON handed_leads (rep_id, change_number)`);
    await runner.query(
      `CREATE INDEX handed_leads_changes_of_previous_rep ON handed_leads (previous_rep_id, change_number)
       WHERE previous_rep_id IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE verdicts (
        assignment_id uuid PRIMARY KEY,
        lead_id uuid NOT NULL,
        attempt integer NOT NULL,
        rep_id uuid NOT NULL,
        rep_name text NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
        rejection jsonb,
        at timestamptz NOT NULL,
        CHECK ((verdict = 'rejected') = (rejection IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX verdicts_of_lead ON verdicts (lead_id)`);
    await runner.query(`
      CREATE TABLE contact_attempts (
        id uuid PRIMARY KEY,
        lead_id uuid NOT NULL,
        assignment_id uuid NOT NULL,
        number integer NOT NULL,
        rep_id uuid NOT NULL,
        rep_name text NOT NULL,
        channel text NOT NULL,
        outcome text NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE (assignment_id, number)
      )`);
    await runner.query(`CREATE INDEX contact_attempts_of_lead ON contact_attempts (lead_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contact_attempts, verdicts, handed_leads');
    await runner.query('DROP SEQUENCE lead_changes');
  }
}
