import { services } from '@baton/start';
import type { Rig } from '../rig/rig.js';

/** They name the first of something, which an older event may rightly move back. */
const MAY_GO_BACK = ['first_contact_sequence'];

/**
 * Watches every table of every service from inside the database: a row whose `sequence` goes back has let an older
 * event overwrite a newer one, however short the moment.
 */
export async function setRegressionTrap(rig: Rig): Promise<void> {
  await rig.sql('CREATE SCHEMA IF NOT EXISTS trap');
  await rig.sql('CREATE TABLE IF NOT EXISTS trap.regressions (at timestamptz DEFAULT now(), what text)');
  await rig.sql(`
    CREATE OR REPLACE FUNCTION trap.note_regression() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE column_name text := TG_ARGV[0];
    BEGIN
      IF (to_jsonb(NEW) ->> column_name)::bigint < (to_jsonb(OLD) ->> column_name)::bigint THEN
        INSERT INTO trap.regressions (what) VALUES (format('%s.%s.%s went from %s back to %s (%s)', TG_TABLE_SCHEMA,
          TG_TABLE_NAME, column_name, to_jsonb(OLD) ->> column_name, to_jsonb(NEW) ->> column_name,
          coalesce(to_jsonb(NEW) ->> 'lead_id', to_jsonb(NEW) ->> 'id')));
      END IF;
      RETURN NEW;
    END $$`);
  const columns = await rig.sql<{ schema: string; table: string; column: string }>(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = ANY($1) AND table_type = 'BASE TABLE'
        AND (column_name = 'version' OR column_name LIKE '%sequence') AND column_name <> ALL($2)
        AND data_type IN ('integer', 'bigint')`,
    [services, MAY_GO_BACK],
  );
  for (const { schema, table, column } of columns) {
    await rig.sql(
      `CREATE OR REPLACE TRIGGER note_regression_of_${column} BEFORE UPDATE OF ${column} ON ${schema}.${table}
         FOR EACH ROW EXECUTE FUNCTION trap.note_regression('${column}')`,
    );
  }
}

export async function regressions(rig: Rig): Promise<string[]> {
  const rows = await rig.sql<{ what: string }>('SELECT what FROM trap.regressions');
  return rows.map(({ what }) => what);
}
