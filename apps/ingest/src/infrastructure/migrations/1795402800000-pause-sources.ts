import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PauseSources1795402800000 implements MigrationInterface {
  name = 'PauseSources1795402800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sources ADD COLUMN paused_at timestamptz');
    // What a paused source sends is stored like everything else, and waits apart.
    await runner.query(`
      ALTER TABLE deliveries
        DROP CONSTRAINT deliveries_state_check,
        ADD CONSTRAINT deliveries_state_check CHECK (state IN ('stored', 'held', 'done', 'dead'))`);
    await runner.query(`CREATE INDEX deliveries_held ON deliveries (source_id, id) WHERE state = 'held'`);
    // By source first: each gets its turn, however much another one sends.
    await runner.query('DROP INDEX deliveries_waiting');
    await runner.query(`CREATE INDEX deliveries_waiting ON deliveries (source_id, id) WHERE state = 'stored'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE deliveries SET state = 'stored' WHERE state = 'held'`);
    await runner.query('DROP INDEX deliveries_waiting, deliveries_held');
    await runner.query(`CREATE INDEX deliveries_waiting ON deliveries (id) WHERE state = 'stored'`);
    await runner.query(`
      ALTER TABLE deliveries
        DROP CONSTRAINT deliveries_state_check,
        ADD CONSTRAINT deliveries_state_check CHECK (state IN ('stored', 'done', 'dead'))`);
    await runner.query('ALTER TABLE sources DROP COLUMN paused_at');
  }
}
