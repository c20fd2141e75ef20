import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowAccounts1795399200000 implements MigrationInterface {
  name = 'KnowAccounts1795399200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        folded_name text NOT NULL,
        domain text,
        country text,
        joined_into uuid REFERENCES accounts,
        created_at timestamptz NOT NULL
      )`);
    // Names that are alike mostly begin alike.
    await runner.query(
      `CREATE INDEX accounts_by_beginning ON accounts (left(folded_name, 4)) WHERE folded_name <> '' AND joined_into IS NULL`,
    );
    await runner.query(`
      CREATE TABLE account_keys (
        key text PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts
      )`);
    await runner.query(`CREATE INDEX account_keys_of_account ON account_keys (account_id)`);
    await runner.query(`
      ALTER TABLE leads ADD COLUMN account_id uuid, ADD COLUMN account_matched_by text, ADD COLUMN account_candidates jsonb`);
    await runner.query(`CREATE INDEX leads_of_account ON leads (account_id) WHERE account_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE leads DROP COLUMN account_candidates, DROP COLUMN account_matched_by, DROP COLUMN account_id',
    );
    await runner.query('DROP TABLE account_keys, accounts');
  }
}
