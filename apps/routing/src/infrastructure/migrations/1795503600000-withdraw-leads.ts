import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WithdrawLeads1795503600000 implements MigrationInterface {
  name = 'WithdrawLeads1795503600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assignments DROP CONSTRAINT assignments_state_check,
        ADD CONSTRAINT assignments_state_check CHECK (state IN ('open', 'closed', 'withdrawn'))`);
    await runner.query(`
      ALTER TABLE clocks DROP CONSTRAINT clocks_state_check,
        ADD CONSTRAINT clocks_state_check CHECK (state IN ('running', 'met', 'breached', 'stopped'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE clocks SET state = 'met' WHERE state = 'stopped'`);
    await runner.query(`
      ALTER TABLE clocks DROP CONSTRAINT clocks_state_check,
        ADD CONSTRAINT clocks_state_check CHECK (state IN ('running', 'met', 'breached'))`);
    await runner.query(`UPDATE assignments SET state = 'closed' WHERE state = 'withdrawn'`);
    await runner.query(`
      ALTER TABLE assignments DROP CONSTRAINT assignments_state_check,
        ADD CONSTRAINT assignments_state_check CHECK (state IN ('open', 'closed'))`);
  }
}
