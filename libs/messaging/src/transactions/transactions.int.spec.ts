import { createTestSchema, type TestSchema } from '../../test/fixture.js';
import { Transactions } from './transactions.js';

describe('what waits for the commit', () => {
  let schema: TestSchema;
  let transactions: Transactions;
  beforeAll(async () => {
    schema = await createTestSchema('ingest');
    await schema.rows('CREATE TABLE notes (word text)');
    transactions = new Transactions(schema.dataSource, 'ingest');
  });
  afterAll(() => schema.drop());

  it('is done once, when others can see what was written', async () => {
    const seen: Promise<unknown[]>[] = [];
    await transactions.run(async (uow) => {
      uow.onCommit(() => seen.push(schema.rows('SELECT word FROM notes')));
      await uow.query(`INSERT INTO notes VALUES ('kept')`);
    });
    expect(await Promise.all(seen)).toEqual([[{ word: 'kept' }]]);
  });

  it('is never done for what was taken back', async () => {
    const done: string[] = [];
    const fails = transactions.run(async (uow) => {
      uow.onCommit(() => done.push('all'));
      throw new Error('no');
    });
    await expect(fails).rejects.toThrow('no');

    await transactions.run(async (uow) => {
      uow.onCommit(() => done.push('around'));
      const part = uow.attempt(async () => {
        uow.onCommit(() => done.push('part'));
        throw new Error('not this');
      });
      await expect(part).rejects.toThrow('not this');
    });
    expect(done).toEqual(['around']);
  });
});
