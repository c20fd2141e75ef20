import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchSources1795406400000 implements MigrationInterface {
  name = 'WatchSources1795406400000';

  async up(runner: QueryRunner): Promise<void> {
    // Counted, not kept: what does not prove where it comes from is nobody's delivery.
    await runner.query(`
      CREATE TABLE refused_webhooks (
        source_id uuid NOT NULL,
        day date NOT NULL,
        because text NOT NULL,
        count integer NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (source_id, day, because)
      )`);
    await runner.query(`
      CREATE TABLE delivery_views (
        delivery_id uuid NOT NULL,
        viewed_by text NOT NULL,
        viewed_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX delivery_views_of_delivery ON delivery_views (delivery_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery_views, refused_webhooks');
  }
}
