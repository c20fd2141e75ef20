import type { MigrationInterface, QueryRunner } from 'typeorm';
import { firstPointsTable } from '../first-points-table.js';

export class CreateScoringTables1767225700000 implements MigrationInterface {
  name = 'CreateScoringTables1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE points_tables (
        version integer PRIMARY KEY,
        line double precision NOT NULL,
        rules jsonb NOT NULL,
        exclusions jsonb NOT NULL,
        author text NOT NULL,
        reason text NOT NULL,
        promoted_at timestamptz NOT NULL
      )`);
    // sequence is ingest's version of the lead, version is ours.
    await runner.query(`
      CREATE TABLE leads (
        lead_id uuid PRIMARY KEY,
        sequence integer NOT NULL,
        state jsonb NOT NULL,
        version integer NOT NULL DEFAULT 0,
        decision text,
        hold_codes text[],
        decided_with integer,
        qualified_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE decisions (
        id uuid PRIMARY KEY,
        lead_id uuid NOT NULL,
        lead_sequence integer NOT NULL,
        model_version integer NOT NULL,
        score double precision NOT NULL,
        fit double precision NOT NULL,
        engagement double precision NOT NULL,
        factors jsonb NOT NULL,
        features jsonb NOT NULL,
        decision text NOT NULL CHECK (decision IN ('qualified', 'held')),
        reasons jsonb NOT NULL,
        decided_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX decisions_by_lead ON decisions (lead_id, id)`);
    await runner.query(`
      CREATE TABLE verdicts (
        decision_id uuid NOT NULL,
        assignment_id uuid NOT NULL,
        lead_id uuid NOT NULL,
        rep_id uuid NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
        reasons text[] NOT NULL,
        teaches text[] NOT NULL,
        comment text,
        at timestamptz NOT NULL,
        PRIMARY KEY (decision_id, assignment_id)
      )`);
    await runner.query(`
      CREATE TABLE outcomes (
        decision_id uuid NOT NULL,
        lead_id uuid NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('won')),
        amount_minor bigint NOT NULL,
        currency text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (decision_id, outcome)
      )`);
    await runner.query(
      `INSERT INTO points_tables (version, line, rules, exclusions, author, reason, promoted_at)
       VALUES (1, $1, $2, $3, 'Baton', 'A start that sales can argue with', now())`,
      [firstPointsTable.line, JSON.stringify(firstPointsTable.rules), JSON.stringify(firstPointsTable.exclusions)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outcomes, verdicts, decisions, leads, points_tables');
  }
}
