import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LetLeadsLeave1795507200000 implements MigrationInterface {
  name = 'LetLeadsLeave1795507200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE handed_leads ADD COLUMN withdrawn boolean NOT NULL DEFAULT false');
    // Live streams: whose list a person was on who is forgotten.
    await runner.query(`
      CREATE TABLE erased_leads (
        lead_id uuid PRIMARY KEY,
        rep_id uuid NOT NULL,
        change_number bigint NOT NULL DEFAULT nextval('lead_changes')
      )`);
    await runner.query('CREATE INDEX erased_leads_changes ON erased_leads (change_number)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased_leads');
    await runner.query('ALTER TABLE handed_leads DROP COLUMN withdrawn');
  }
}
