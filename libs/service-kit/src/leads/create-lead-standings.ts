import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table behind `LeadStandings`: listed by each service that keeps them. */
export class CreateLeadStandings1795503000000 implements MigrationInterface {
  name = 'CreateLeadStandings1795503000000';

  async up(runner: QueryRunner): Promise<void> {
    // sequence is ingest's version of the lead: an update may overtake the merge before it, or the other way round.
    await runner.query(`
      CREATE TABLE lead_standings (
        lead_id uuid PRIMARY KEY,
        sequence integer NOT NULL,
        withdrawn boolean NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lead_standings');
  }
}
