import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindWhatToErase1795514400000 implements MigrationInterface {
  name = 'FindWhatToErase1795514400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX fetches_of_record ON fetches (source_id, (reference ->> 'id'))`);
    // Those that are not confirmed are few among many.
    await runner.query(`
      CREATE INDEX erasures_unconfirmed ON erasures (at) WHERE scoring_at IS NULL OR routing_at IS NULL
        OR feedback_at IS NULL OR reporting_at IS NULL`);
    await runner.query('CREATE INDEX leads_merged_into ON leads (merged_into) WHERE merged_into IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX leads_merged_into, erasures_unconfirmed, fetches_of_record');
  }
}
