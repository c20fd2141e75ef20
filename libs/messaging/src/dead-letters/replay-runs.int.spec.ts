import { randomUUID } from 'node:crypto';
import { eventually } from '@baton/testing';
import { createTestSchema, gate, silent, type TestSchema } from '../../test/fixture.js';
import { Transactions } from '../transactions/transactions.js';
import { DeadLetters, type Replayer } from './dead-letters.js';
import { ReplayRuns } from './replay-runs.js';

const SECOND = 1000;

describe('a replay run', () => {
  let schema: TestSchema;
  let now: Date;
  let replayed: string[];

  /** One process of the service, with its own connections. */
  const instance = async (replayer: Replayer = async (letter, uow) => note(letter.id, uow)) => {
    const dataSource = await schema.open();
    const transactions = new Transactions(dataSource, 'ingest');
    const deadLetters = new DeadLetters(transactions, 'ingest');
    deadLetters.registerReplayer('delivery', replayer);
    return {
      dataSource,
      transactions,
      deadLetters,
      runs: new ReplayRuns(transactions, deadLetters, silent, () => now),
    };
  };
  const note = async (
    id: string,
    uow: { query: (sql: string, parameters: unknown[]) => Promise<unknown> },
  ) => {
    await uow.query('INSERT INTO replays (letter_id) VALUES ($1)', [id]);
  };
  const letters = async (
    { transactions, deadLetters }: Awaited<ReturnType<typeof instance>>,
    count: number,
  ) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const id = await transactions.run((uow) =>
        deadLetters.record(uow, {
          origin: { kind: 'delivery', deliveryId: randomUUID() },
          value: null,
          reason: index % 2 === 0 ? 'REFUSED' : 'FAILED',
          error: new Error(`number ${index}`),
          attempts: 1,
        }),
      );
      ids.push(id!);
    }
    return ids;
  };
  const inOrder = async () =>
    (await schema.rows<{ letter_id: string }>('SELECT letter_id FROM replays ORDER BY place')).map(
      (row) => row.letter_id,
    );
  /** Works portion by portion, while the clock goes on, until nothing is left. */
  const workOff = async ({ runs }: Awaited<ReturnType<typeof instance>>, most = 1000) => {
    for (let portion = 0; portion < most && (await runs.workPortion()) > 0; portion++) {
      now = new Date(now.getTime() + 100);
    }
  };

  beforeAll(async () => {
    schema = await createTestSchema('ingest');
    await schema.rows('CREATE TABLE replays (place serial, letter_id uuid)');
  });
  beforeEach(async () => {
    await schema.rows('TRUNCATE dead_letters, replay_runs, replays CASCADE');
    now = new Date('2026-03-02T09:30:00.000Z');
    replayed = [];
  });
  afterAll(() => schema.drop());

  it('replays those that were chosen, the oldest first, and tells how far it is', async () => {
    const one = await instance();
    const ids = await letters(one, 5);
    const begun = await one.runs.begin({ filter: { reason: 'REFUSED' } }, 'otto', 10);
    expect(begun).toMatchObject({
      outcome: 'begun',
      run: {
        state: 'running',
        total: 3,
        done: 0,
        perSecond: 10,
        startedBy: 'otto',
        startedAt: now,
        endedAt: null,
      },
    });
    await one.runs.workPortion();
    expect(await one.runs.read(begun.run.id)).toMatchObject({ state: 'running', done: 1, replayed: 1 });
    await workOff(one);
    expect(await inOrder()).toEqual([ids[0], ids[2], ids[4]]);
    expect(await one.runs.read(begun.run.id)).toMatchObject({
      state: 'done',
      done: 3,
      replayed: 3,
      failed: 0,
      skipped: 0,
      endedAt: expect.any(Date),
    });
    expect(await one.deadLetters.show(ids[0]!)).toMatchObject({ state: 'replayed', settledBy: 'otto' });
    expect(await one.deadLetters.countOpen()).toBe(2);
  });

  it('covers those that were open when it began, each once: what fails again stays open', async () => {
    const one = await instance(async (letter, uow) => {
      replayed.push(letter.id);
      if (letter.message === 'number 1' || letter.message === 'still broken')
        throw new TypeError('still broken');
      await note(letter.id, uow);
    });
    const ids = await letters(one, 3);
    const { run } = await one.runs.begin({ filter: {} }, 'otto');
    await letters(one, 1);
    await one.deadLetters.close(ids[2]!, 'not needed', 'maya');
    await workOff(one);
    expect(replayed).toEqual([ids[0], ids[1]]);
    expect(await one.runs.read(run.id)).toMatchObject({
      state: 'done',
      total: 3,
      replayed: 1,
      failed: 1,
      skipped: 1,
    });
    expect(await one.deadLetters.show(ids[1]!)).toMatchObject({
      state: 'open',
      message: 'still broken',
      attempts: 2,
    });
    expect(await one.deadLetters.countOpen()).toBe(2);
  });

  it('keeps its pace, also when it was late', async () => {
    const one = await instance();
    await letters(one, 60);
    await one.runs.begin({ filter: {} }, 'otto', 20);
    const replaysIn = async (ms: number) => {
      const before = (await inOrder()).length;
      for (let passed = 0; passed < ms; passed += 100) {
        now = new Date(now.getTime() + 100);
        await one.runs.workPortion();
      }
      return (await inOrder()).length - before;
    };
    expect(await replaysIn(SECOND)).toBeLessThanOrEqual(21);
    expect(await replaysIn(SECOND)).toBe(20);
    // Nobody worked for a minute: that gives no right to a flood.
    now = new Date(now.getTime() + 60 * SECOND);
    await one.runs.workPortion();
    expect((await inOrder()).length).toBeLessThanOrEqual(41 + 5);
  });

  it('goes on elsewhere when whoever worked on it was killed, and replays none twice', async () => {
    const working = gate();
    const dying = await instance(async (letter, uow) => {
      await note(letter.id, uow);
      if ((await inOrder()).length === 2) {
        working.open();
        await uow.query('SELECT pg_sleep(600)');
      }
    });
    const ids = await letters(dying, 6);
    const { run } = await dying.runs.begin({ filter: {} }, 'otto', 200);
    const death = (async () => {
      for (;;) {
        await dying.runs.workPortion();
        now = new Date(now.getTime() + 100);
      }
    })().catch((error: unknown) => error);
    await working.opened;
    const other = await instance();
    // The other keeps its hands off while the first is at it.
    expect(await other.runs.workPortion()).toBe(0);

    await schema.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(600)%'`,
    );
    expect(await death).toBeInstanceOf(Error);
    expect(await inOrder()).toEqual(ids.slice(0, 2));
    await eventually(async () => {
      await workOff(other);
      return (await other.runs.read(run.id))?.state === 'done';
    }, 'the run to be done');
    expect(await inOrder()).toEqual(ids);
    expect(await other.runs.read(run.id)).toMatchObject({ total: 6, replayed: 6, failed: 0, skipped: 0 });
  });

  it('replays each once while two instances and a person are at it', async () => {
    const [one, two] = [await instance(), await instance()];
    const ids = await letters(one, 40);
    const { run } = await one.runs.begin({ filter: {} }, 'otto', 200);
    await Promise.all([
      workOff(one),
      workOff(two),
      ...ids.slice(20, 30).map((id) => two.deadLetters.replay(id, 'maya')),
    ]);
    await workOff(one);
    expect((await inOrder()).sort()).toEqual(ids);
    const { replayed: inRun, skipped, failed } = (await one.runs.read(run.id))!;
    expect({ sum: inRun + skipped, failed }).toEqual({ sum: 40, failed: 0 });
  });

  it('waits where the surroundings are at fault, and takes nothing as failed', async () => {
    let away = true;
    const one = await instance(async (letter, uow) => {
      if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      await note(letter.id, uow);
    });
    const ids = await letters(one, 2);
    const { run } = await one.runs.begin({ ids }, 'otto');
    await expect(one.runs.workPortion()).rejects.toThrow('ECONNREFUSED');
    expect(await one.runs.read(run.id)).toMatchObject({ state: 'running', done: 0 });
    away = false;
    await workOff(one);
    expect(await one.runs.read(run.id)).toMatchObject({ state: 'done', replayed: 2 });
  });

  it('is one at a time, until it is done or stopped', async () => {
    const one = await instance();
    const ids = await letters(one, 30);
    const first = await one.runs.begin({ ids }, 'otto', 10);
    expect(await one.runs.begin({ filter: {} }, 'maya')).toMatchObject({
      outcome: 'busy',
      run: { id: first.run.id },
    });
    await one.runs.workPortion();
    expect(await one.runs.halt(first.run.id)).toMatchObject({ state: 'stopped', done: 1, total: 30 });
    expect(await one.runs.workPortion()).toBe(0);
    expect(await one.deadLetters.countOpen()).toBe(29);
    const second = await one.runs.begin({ filter: {} }, 'maya', 200);
    expect(second).toMatchObject({ outcome: 'begun', run: { total: 29 } });
    await workOff(one);
    expect((await one.runs.latest(10)).map(({ id, state }) => [id, state])).toEqual([
      [second.run.id, 'done'],
      [first.run.id, 'stopped'],
    ]);
    expect(await one.runs.halt(randomUUID())).toBeNull();
  });

  it('is worked off by itself once started', async () => {
    const one = await instance();
    await letters(one, 3);
    const { run } = await one.runs.begin({ filter: {} }, 'otto', 200);
    one.runs.start();
    await eventually(async () => {
      now = new Date(now.getTime() + 50);
      return (await one.runs.read(run.id))?.state === 'done';
    }, 'the run to be done');
    await one.runs.stop();
    expect(await inOrder()).toHaveLength(3);
  });
});
