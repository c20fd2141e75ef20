const DAY_MS = 86_400_000;

/** A table that is partitioned by day over a UUIDv7 column, with a default partition for what fits no day. */
export interface DailyTable {
  readonly table: string;
  /** The UUIDv7 column. */
  readonly key: string;
  readonly keepDays: number;
  /** SQL condition on a partition's rows that must hold for none of them before it may go. */
  readonly stillNeeded?: string;
  /** The column that tells a row's age in the default partition, whose keys may be of any age. */
  readonly storedAt: string;
}

export type RunSql = (sql: string, parameters?: unknown[]) => Promise<Record<string, unknown>[]>;

const DAYS_AHEAD = 7;

/** Makes the partitions of today and of the days to come. Run inside a transaction. */
export async function createDailyPartitions(
  run: RunSql,
  { table, key }: DailyTable,
  now: Date,
): Promise<void> {
  const today = startOfDay(now);
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const from = new Date(today.getTime() + day * DAY_MS);
    const name = partitionName(table, from);
    const [found] = await run(`SELECT to_regclass($1) IS NOT NULL AS exists`, [name]);
    if (found?.['exists']) continue;
    const [low, high] = [lowestUuid(from), lowestUuid(new Date(from.getTime() + DAY_MS))];
    await run(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS)`);
    // Rows of that day went to the default partition if this comes late; it may hold none when the day is attached.
    await run(
      `WITH moved AS (DELETE FROM ${table}_default WHERE ${key} >= '${low}' AND ${key} < '${high}' RETURNING *)
       INSERT INTO ${name} SELECT * FROM moved`,
    );
    await run(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${low}') TO ('${high}')`);
  }
}

/**
 * Drops the days that nobody needs, which costs nothing, unlike deleting their rows. Run inside a transaction.
 * @returns the names of the partitions that went.
 */
export async function dropOldPartitions(run: RunSql, daily: DailyTable, now: Date): Promise<string[]> {
  const oldest = new Date(startOfDay(now).getTime() - daily.keepDays * DAY_MS);
  const partitions = await run(
    `SELECT child.relname AS name FROM pg_inherits
       JOIN pg_class child ON child.oid = inhrelid
      WHERE inhparent = $1::regclass AND child.relname <> $2
      ORDER BY child.relname`,
    [daily.table, `${daily.table}_default`],
  );
  const dropped: string[] = [];
  for (const name of partitions.map((partition) => String(partition['name']))) {
    if (name >= partitionName(daily.table, oldest)) break;
    if (daily.stillNeeded) {
      const [needed] = await run(`SELECT 1 FROM ${name} WHERE ${daily.stillNeeded} LIMIT 1`);
      if (needed) break;
    }
    await run(`DROP TABLE ${name}`);
    dropped.push(name);
  }
  const spared = daily.stillNeeded ? `AND NOT (${daily.stillNeeded})` : '';
  await run(`DELETE FROM ${daily.table}_default WHERE ${daily.storedAt} < $1 ${spared}`, [oldest]);
  return dropped;
}

function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
}

function partitionName(table: string, day: Date): string {
  return `${table}_${day.toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** The lowest UUID of an instant: a UUIDv7 begins with 48 bits of milliseconds. */
function lowestUuid(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
