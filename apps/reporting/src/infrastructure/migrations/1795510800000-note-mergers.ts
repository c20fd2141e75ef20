import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NoteMergers1795510800000 implements MigrationInterface {
  name = 'NoteMergers1795510800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lead_facts ADD COLUMN merged_into uuid, ADD COLUMN merger_sequence integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lead_facts DROP COLUMN merged_into, DROP COLUMN merger_sequence');
  }
}
