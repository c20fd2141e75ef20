import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountWhatWasTold1795514400000 implements MigrationInterface {
  name = 'CountWhatWasTold1795514400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE lead_facts ADD COLUMN told text CHECK (told IN ('agreeing', 'otherwise'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lead_facts DROP COLUMN told');
  }
}
