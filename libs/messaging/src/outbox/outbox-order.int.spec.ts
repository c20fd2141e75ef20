import { createTestSchema, testContract, type TestSchema } from '../../test/fixture.js';
import { Transactions } from '../transactions/transactions.js';

const contract = testContract();
const time = new Date(1_700_000_000_000);

describe('the outbox', () => {
  let schema: TestSchema;
  let transactions: Transactions;

  beforeAll(async () => {
    schema = await createTestSchema('ingest');
    transactions = new Transactions(schema.dataSource, 'ingest');
    await schema.rows(`CREATE TABLE versions (subject text PRIMARY KEY, version int NOT NULL)`);
    await schema.rows(`INSERT INTO versions SELECT 'lead-' || n, 0 FROM generate_series(0, 3) n`);
  });
  afterAll(() => schema.drop());

  it('is numbered in the order of commits: a plain cursor misses nothing and no lead runs backwards', async () => {
    const WRITERS = 12;
    const EACH = 15;
    const seen: { seq: string; subject: string; version: number }[] = [];
    let writing = true;

    const follow = async () => {
      let cursor = '0';
      for (let last = false; !last;) {
        last = !writing;
        const rows = await schema.rows<{ seq: string; subject: string; version: number }>(
          `SELECT seq, headers->>'ce_subject' AS subject, (headers->>'ce_sequence')::int AS version
             FROM outbox_events WHERE seq > $1 ORDER BY seq`,
          [cursor],
        );
        seen.push(...rows);
        cursor = rows.at(-1)?.seq ?? cursor;
      }
    };
    const write = async (writer: number) => {
      for (let turn = 0; turn < EACH; turn++) {
        await transactions.run(async (uow) => {
          // An early write takes the transaction's id, and a wait lets others commit in between.
          await uow.query(`INSERT INTO versions VALUES ($1, 0)`, [`noise-${writer}-${turn}`]);
          await uow.query(`SELECT pg_sleep($1)`, [((writer * 7 + turn * 13) % 10) / 1000]);
          const subject = `lead-${(writer + turn) % 4}`;
          const [row] = await uow.query<{ version: number }>(
            `UPDATE versions SET version = version + 1 WHERE subject = $1 RETURNING version`,
            [subject],
          );
          const sequence = row!.version;
          uow.publish(contract, { subject, sequence, data: { number: writer }, time });
          await uow.query(`SELECT pg_sleep($1)`, [((writer * 3 + turn * 5) % 7) / 1000]);
        });
      }
    };

    const following = follow();
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    writing = false;
    await following;

    expect(seen).toHaveLength(WRITERS * EACH);
    for (const ofLead of Map.groupBy(seen, (row) => row.subject).values()) {
      expect(ofLead.map((row) => row.version)).toEqual(ofLead.map((_, place) => place + 1));
    }
  });

  it('keeps the order of publication within a transaction', async () => {
    await schema.rows('DELETE FROM outbox_events');
    await transactions.run(async (uow) => {
      for (let number = 0; number < 300; number++) {
        uow.publish(contract, { subject: 'lead-1', sequence: number, data: { number }, time });
      }
    });
    const rows = await schema.rows<{ sequence: number }>(
      `SELECT (headers->>'ce_sequence')::int AS sequence FROM outbox_events ORDER BY seq`,
    );
    expect(rows.map((row) => row.sequence)).toEqual([...Array(300).keys()]);
  });

  it('holds nothing of a transaction that was rolled back', async () => {
    await schema.rows('DELETE FROM outbox_events');
    const work = transactions.run(async (uow) => {
      uow.publish(contract, { subject: 'lead-1', sequence: 1, data: { number: 1 }, time });
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await schema.rows('SELECT 1 FROM outbox_events')).toEqual([]);
  });

  it('takes no event that breaks its contract, that is too large, or that another service owns', async () => {
    const publish = (data: object) =>
      transactions.run(async (uow) => {
        await uow.query(`INSERT INTO versions VALUES ('never', 0)`);
        uow.publish(contract, { subject: 'lead-1', sequence: 1, data: data as { number: number }, time });
      });
    await expect(publish({ number: 'one' })).rejects.toThrow('expected number');
    await expect(publish({ number: 1, word: 'x'.repeat(1_000_000) })).rejects.toThrow('larger than');
    const others = new Transactions(schema.dataSource, 'routing');
    const foreign = others.run(async (uow) => {
      uow.publish(contract, { subject: 'lead-1', sequence: 1, data: { number: 1 }, time });
    });
    await expect(foreign).rejects.toThrow('belongs to ingest');
    expect(await schema.rows(`SELECT 1 FROM versions WHERE subject = 'never'`)).toEqual([]);
  });

  it('drops fields that the contract does not know', async () => {
    await schema.rows('DELETE FROM outbox_events');
    await transactions.run(async (uow) => {
      const data = { number: 1, secret: 'not in the contract' };
      uow.publish(contract, { subject: 'lead-1', sequence: 1, data, time });
    });
    const [row] = await schema.rows<{ payload: Buffer }>('SELECT payload FROM outbox_events');
    expect(row!.payload.toString()).toBe('{"number":1}');
  });
});
