import type { DataSource } from 'typeorm';
import {
  batchOf,
  createTestSchema,
  recordOf,
  silent,
  testContract,
  type TestSchema,
} from '../../test/fixture.js';
import { type Actor, explore, type NameSteps, takeStep } from '../../test/interleavings.js';
import { BatchSettler } from '../consumer/batch-settler.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { RecordDeadLetters } from '../dead-letters/record-dead-letters.js';
import { DomainRefusal } from '../failures/domain-refusal.js';
import { MessagingHealth } from '../nest/messaging-health.js';
import { Transactions } from '../transactions/transactions.js';

const contract = testContract('model');
const MOST_RUNS = 3_000;

const nameSteps: NameSteps = (sql) => {
  if (sql.startsWith('INSERT INTO inbox_events')) return 'note in the inbox';
  if (sql.startsWith('INSERT INTO effects')) return 'take effect';
  if (sql.startsWith('INSERT INTO dead_letters')) return 'store the dead letter';
  if (sql === 'COMMIT') return 'commit';
  return null;
};

interface World {
  /** Instances that have acknowledged the record to Kafka. */
  readonly acknowledged: string[];
}

describe('the inbox protocol, in every order in which its statements can follow each other', () => {
  let schema: TestSchema;
  let pools: DataSource[];
  let watchUrl: string;

  beforeAll(async () => {
    schema = await createTestSchema('scoring');
    await schema.rows('CREATE TABLE effects (event_id uuid, place serial)');
    pools = [await schema.open(), await schema.open()];
    watchUrl = (schema.dataSource.options as { url: string }).url;
  });
  afterAll(() => schema.drop());

  /** Two instances that both believe to own the partition, as a zombie does; one of them may die. */
  const walk = async (record: ReturnType<typeof recordOf>, refuses: boolean) => {
    const instance = (world: World, place: number, mortal: boolean): Actor => {
      const transactions = new Transactions(pools[place]!, 'scoring');
      const recordDeadLetters = new RecordDeadLetters(
        'scoring',
        transactions,
        new DeadLetters(transactions, 'scoring'),
      );
      const settler = new BatchSettler(
        'scoring',
        transactions,
        recordDeadLetters,
        new MessagingHealth(),
        silent,
        { wait: async () => {} },
      );
      return {
        name: `instance ${place + 1}`,
        act: async () => {
          const [outcome] = await settler.settle([batchOf(contract, [record])], {
            contract,
            handle: async ([event], uow) => {
              await uow.query('INSERT INTO effects (event_id) VALUES ($1)', [event!.id]);
              if (refuses) throw new DomainRefusal('no');
            },
          });
          await takeStep('acknowledge');
          if (outcome!.committedThrough !== null) world.acknowledged.push(`instance ${place + 1}`);
        },
        ...(mortal ? { die: async () => {} } : {}),
      };
    };
    const walked = await explore<World>(
      {
        prepare: async () => {
          await schema.rows('TRUNCATE inbox_events, effects, dead_letters, outbox_events CASCADE');
          return { acknowledged: [] };
        },
        actors: (world) => [instance(world, 0, true), instance(world, 1, false)],
        state: ({ acknowledged }) => acknowledged.join(),
        judge: async ({ acknowledged }) => {
          const [found] = await schema.rows<{
            effects: number;
            letters: number;
            copies: number;
            noted: number;
          }>(
            `SELECT (SELECT count(*)::int FROM effects) AS effects, (SELECT count(*)::int FROM dead_letters) AS letters,
                    (SELECT count(*)::int FROM outbox_events) AS copies, (SELECT count(*)::int FROM inbox_events) AS noted`,
          );
          const wanted = refuses
            ? { effects: 0, letters: 1, copies: 1, noted: 1 }
            : { effects: 1, letters: 0, copies: 0, noted: 1 };
          const wrong = JSON.stringify(found) === JSON.stringify(wanted) ? [] : [JSON.stringify(found)];
          return acknowledged.includes('instance 2')
            ? wrong
            : [...wrong, 'the one that lives never acknowledged'];
        },
      },
      { watchUrl, nameSteps, mostRuns: MOST_RUNS },
    );
    process.stderr.write(`${walked.states} states in ${walked.runs} runs\n`);
    return walked;
  };

  it('lets an event take effect once, whoever else has it in hand and wherever they die', async () => {
    const { faults, cutShort, states } = await walk(recordOf(contract, 1), false);
    expect(faults).toEqual([]);
    expect(cutShort).toBe(false);
    expect(states).toBeGreaterThan(15);
  }, 180_000);

  it('makes one dead letter and one copy of a record that everybody refuses', async () => {
    const { faults, cutShort, states } = await walk(recordOf(contract, 2), true);
    expect(faults).toEqual([]);
    expect(cutShort).toBe(false);
    expect(states).toBeGreaterThan(15);
  }, 180_000);
});
