import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReportingTables1767225600000 implements MigrationInterface {
  name = 'CreateReportingTables1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    // A projection: thrown away and read again from the log by a rebuild. Groups of columns carry their sequence.
    await runner.query(`
      CREATE TABLE lead_facts (
        lead_id uuid PRIMARY KEY,
        received_at timestamptz,
        week_start date GENERATED ALWAYS AS ((date_trunc('week', received_at AT TIME ZONE 'UTC'))::date) STORED,
        campaign text,
        channel text,
        provider text,
        email text,
        full_name text,
        title text,
        company text,
        search text GENERATED ALWAYS AS
          (lower(coalesce(full_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(company, ''))) STORED,
        identity_sequence integer,
        inquiry_at timestamptz,
        inquiry_sequence integer,
        lead_at timestamptz,
        lead_sequence integer,
        score double precision,
        scored_at timestamptz,
        score_sequence integer,
        held_at timestamptz,
        held_codes text[],
        hold_sequence integer,
        qualified_at timestamptz,
        qualification_sequence integer,
        routed_at timestamptz,
        routed_attempt integer,
        rep_id uuid,
        rep_name text,
        respond_by timestamptz,
        decide_by timestamptz,
        time_zone text,
        route_sequence integer,
        accepted_at timestamptz,
        accepted_attempt integer,
        acceptance_sequence integer,
        rejected_at timestamptz,
        rejected_attempt integer,
        rejection_reasons text[],
        rejection_sequence integer,
        contacted_at timestamptz,
        first_contact_sequence integer,
        contact_attempt integer,
        contact_number integer,
        last_contact_sequence integer,
        won_at timestamptz,
        amount_minor bigint,
        currency text,
        win_sequence integer
      )`);
    await runner.query(`CREATE INDEX lead_facts_received ON lead_facts (received_at DESC, lead_id)`);
    // A projection too: every event, in full.
    await runner.query(`
      CREATE TABLE story_events (
        event_id uuid PRIMARY KEY,
        subject text NOT NULL,
        topic text NOT NULL,
        time timestamptz NOT NULL,
        sequence integer NOT NULL,
        correlation_id text NOT NULL,
        causation_id text,
        data jsonb NOT NULL,
        written_in xid8 NOT NULL DEFAULT pg_current_xact_id()
      )`);
    await runner.query(`CREATE INDEX story_events_of_subject ON story_events (subject, time)`);
    // Live ticks: what was committed since.
    await runner.query(`CREATE INDEX story_events_written_in ON story_events (written_in)`);
    // Configuration: survives a rebuild.
    await runner.query(`CREATE TABLE campaigns (key text PRIMARY KEY, name text NOT NULL)`);
    await runner.query(`
      CREATE TABLE rebuild (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        phase text NOT NULL DEFAULT 'idle' CHECK (phase IN ('idle', 'emptying', 'reading')),
        total bigint NOT NULL DEFAULT 0,
        done bigint NOT NULL DEFAULT 0,
        started_at timestamptz,
        started_by text,
        finished_at timestamptz,
        error text
      )`);
    await runner.query(`INSERT INTO rebuild DEFAULT VALUES`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rebuild, campaigns, story_events, lead_facts');
  }
}
