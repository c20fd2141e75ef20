import { v7 as uuidv7 } from 'uuid';
import { createTestSchema, silent, type TestSchema } from '../../test/fixture.js';
import { PartitionUpkeep } from './partition-upkeep.js';

const DAY = 86_400_000;

describe('partition upkeep', () => {
  let schema: TestSchema;
  let now: Date;
  let upkeep: PartitionUpkeep;

  const partitionsOf = async (table: string) =>
    (
      await schema.rows<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1`,
        [table],
      )
    ).map((row) => row.name);
  const addToOutbox = (at: Date) =>
    schema.rows(
      `INSERT INTO outbox_events (id, topic, headers, created_at) VALUES ($1, 'test', '{}', $2) RETURNING tableoid::regclass AS part`,
      [uuidv7({ msecs: at.getTime() }), at],
    );
  const inDays = (days: number) => new Date(now.getTime() + days * DAY);
  const stamp = (at: Date) => at.toISOString().slice(0, 10).replaceAll('-', '');

  beforeEach(async () => {
    schema = await createTestSchema('scoring');
    now = new Date();
    upkeep = new PartitionUpkeep(schema.dataSource, silent, () => now);
  });
  afterEach(() => schema.drop());

  it('keeps a week ahead, each event in the partition of its day', async () => {
    await upkeep.run();
    for (const table of ['outbox_events', 'inbox_events']) {
      const names = await partitionsOf(table);
      expect(names).toContain(`${table}_${stamp(now)}`);
      expect(names).toContain(`${table}_${stamp(inDays(7))}`);
      expect(names).toHaveLength(9);
    }
    expect(await addToOutbox(inDays(3))).toEqual([{ part: `outbox_events_${stamp(inDays(3))}` }]);
    await upkeep.run();
    expect(await partitionsOf('outbox_events')).toHaveLength(9);
  });

  it('finds its way back from the default partition when it has slept too long', async () => {
    const late = inDays(12);
    expect(await addToOutbox(late)).toEqual([{ part: 'outbox_events_default' }]);
    now = late;
    await upkeep.run();
    expect(
      await schema.rows(`SELECT tableoid::regclass AS part, count(*)::int FROM outbox_events GROUP BY 1`),
    ).toEqual([{ part: `outbox_events_${stamp(late)}`, count: 1 }]);
    // Numbered and found by its index as any other.
    await addToOutbox(late);
    const [row] = await schema.rows(`SELECT count(DISTINCT seq)::int AS numbers FROM outbox_events`);
    expect(row).toEqual({ numbers: 2 });
  });

  it('drops what is older than its retention, but never an event that has not been sent', async () => {
    const today = now;
    await addToOutbox(today);
    now = inDays(10);
    await upkeep.run();
    expect(await partitionsOf('outbox_events')).toContain(`outbox_events_${stamp(today)}`);

    await schema.rows(`UPDATE outbox_cursor SET seq = (SELECT max(seq) FROM outbox_events)`);
    await upkeep.run();
    const names = await partitionsOf('outbox_events');
    expect(names).not.toContain(`outbox_events_${stamp(today)}`);
    expect(names).toContain(`outbox_events_${stamp(now)}`);
  });

  it('keeps the inbox for 35 days, and in the default partition by when a row was stored', async () => {
    const today = now;
    const old = uuidv7({ msecs: today.getTime() - 400 * DAY });
    await schema.rows(`INSERT INTO inbox_events (event_id, consumer) VALUES ($1, 'scoring')`, [old]);
    now = inDays(34);
    await upkeep.run();
    expect(await partitionsOf('inbox_events')).toContain(`inbox_events_${stamp(today)}`);
    expect(await schema.rows('SELECT event_id FROM inbox_events')).toHaveLength(1);
    now = new Date(today.getTime() + 37 * DAY);
    await upkeep.run();
    expect(await partitionsOf('inbox_events')).not.toContain(`inbox_events_${stamp(today)}`);
    expect(await schema.rows('SELECT event_id FROM inbox_events')).toEqual([]);
  });

  it('may run in many instances at once', async () => {
    now = inDays(5);
    const others = await Promise.all([schema.open(), schema.open()]);
    const all = [upkeep, ...others.map((dataSource) => new PartitionUpkeep(dataSource, silent, () => now))];
    await Promise.all(all.map((one) => one.run()));
    expect(await partitionsOf('inbox_events')).toContain(`inbox_events_${stamp(inDays(7))}`);
  });
});
