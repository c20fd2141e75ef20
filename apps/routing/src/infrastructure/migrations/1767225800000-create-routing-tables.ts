import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRoutingTables1767225800000 implements MigrationInterface {
  name = 'CreateRoutingTables1767225800000';

  async up(runner: QueryRunner): Promise<void> {
    // Every version stays: a clock is read by the calendar that it was started with.
    await runner.query(`
      CREATE TABLE calendars (
        id uuid NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        zone text NOT NULL,
        weekly jsonb NOT NULL,
        holidays jsonb NOT NULL,
        PRIMARY KEY (id, version)
      )`);
    await runner.query(`
      CREATE TABLE teams (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        calendar_id uuid NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE reps (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL,
        team_id uuid NOT NULL REFERENCES teams (id),
        capacity integer NOT NULL CHECK (capacity >= 0),
        active boolean NOT NULL,
        absences jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE rep_loads (
        rep_id uuid PRIMARY KEY,
        open integer NOT NULL DEFAULT 0,
        last_assigned bigint NOT NULL DEFAULT 0
      )`);
    await runner.query(`CREATE SEQUENCE assignment_turns`);
    await runner.query(`
      CREATE TABLE rules (
        position integer PRIMARY KEY,
        id text NOT NULL UNIQUE,
        says text NOT NULL,
        "when" jsonb NOT NULL,
        target jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE promises (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        respond_minutes integer NOT NULL CHECK (respond_minutes > 0),
        decide_minutes integer NOT NULL CHECK (decide_minutes > 0)
      )`);
    await runner.query(`INSERT INTO promises (respond_minutes, decide_minutes) VALUES (60, 480)`);
    await runner.query(`
      CREATE TABLE leads (
        lead_id uuid PRIMARY KEY,
        version integer NOT NULL DEFAULT 0,
        qualified jsonb NOT NULL,
        cause jsonb NOT NULL,
        unrouted_since timestamptz
      )`);
    await runner.query(`CREATE INDEX leads_unrouted ON leads (unrouted_since) WHERE unrouted_since IS NOT NULL`);
    await runner.query(`
      CREATE TABLE assignments (
        id uuid PRIMARY KEY,
        lead_id uuid NOT NULL,
        attempt integer NOT NULL,
        rep_id uuid NOT NULL,
        rep_name text NOT NULL,
        team_id uuid NOT NULL,
        rule_id text NOT NULL,
        rule_says text NOT NULL,
        decision_id uuid NOT NULL,
        routed_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
        UNIQUE (lead_id, attempt)
      )`);
    await runner.query(`
      CREATE TABLE clocks (
        assignment_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('respond', 'decide')),
        calendar_id uuid NOT NULL,
        calendar_version integer NOT NULL,
        started_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'met', 'breached')),
        settled_at timestamptz,
        PRIMARY KEY (assignment_id, kind)
      )`);
    // A million clocks that wait cost nothing: only those that are due are ever looked at.
    await runner.query(`CREATE INDEX clocks_running ON clocks (due_at) WHERE state = 'running'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE clocks, assignments, leads, promises, rules, rep_loads, reps, teams, calendars');
    await runner.query('DROP SEQUENCE assignment_turns');
  }
}
