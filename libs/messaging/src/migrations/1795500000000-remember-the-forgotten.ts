import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberTheForgotten1795500000000 implements MigrationInterface {
  readonly name = 'RememberTheForgotten1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    // An id that was made up here says nothing about anybody once all that it led to is gone.
    await runner.query(`CREATE TABLE forgotten_subjects (subject text PRIMARY KEY, at timestamptz NOT NULL)`);
    await runner.query(`CREATE INDEX dead_letters_subject ON dead_letters (subject) WHERE subject IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dead_letters_subject');
    await runner.query('DROP TABLE forgotten_subjects');
  }
}
