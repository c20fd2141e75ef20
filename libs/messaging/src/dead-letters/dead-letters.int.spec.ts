import { randomUUID } from 'node:crypto';
import { createTestSchema, type TestSchema } from '../../test/fixture.js';
import { Transactions } from '../transactions/transactions.js';
import { DeadLetters } from './dead-letters.js';

describe('dead letters', () => {
  let schema: TestSchema;
  let transactions: Transactions;
  let deadLetters: DeadLetters;

  const deliveryLetter = (deliveryId = randomUUID(), error: unknown = new Error('no e-mail address\0')) =>
    transactions.run((uow) =>
      deadLetters.record(uow, {
        origin: { kind: 'delivery', deliveryId },
        value: Buffer.from('body'),
        headers: { 'content-type': 'text/plain' },
        reason: 'REFUSED',
        error,
        attempts: 1,
      }),
    );

  beforeAll(async () => {
    schema = await createTestSchema('ingest');
    transactions = new Transactions(schema.dataSource, 'ingest');
  });
  beforeEach(async () => {
    await schema.rows('TRUNCATE dead_letters');
    deadLetters = new DeadLetters(transactions, 'ingest');
  });
  afterAll(() => schema.drop());

  it('can be listed by pages, the newest first, shown, and counted', async () => {
    const ids = [await deliveryLetter(), await deliveryLetter(), await deliveryLetter()];
    const page = await deadLetters.list({ state: 'open', limit: 2 });
    expect(page.map((letter) => letter.id)).toEqual([ids[2], ids[1]]);
    const rest = await deadLetters.list({ state: 'open', limit: 2, after: page[1]!.id });
    expect(rest.map((letter) => letter.id)).toEqual([ids[0]]);
    expect(await deadLetters.countOpen()).toBe(3);
    expect(await deadLetters.show(ids[0]!)).toMatchObject({
      reason: 'REFUSED',
      message: 'no e-mail address',
      value: Buffer.from('body'),
      headers: { 'content-type': 'text/plain' },
      state: 'open',
      attempts: 1,
      stack: expect.stringContaining('Error'),
    });
    expect(await deadLetters.show(randomUUID())).toBeNull();
  });

  it('are replayed in one transaction with their mark', async () => {
    const id = (await deliveryLetter())!;
    await schema.rows('CREATE TABLE done (id uuid)');
    deadLetters.registerReplayer('delivery', async (letter, uow) => {
      await uow.query('INSERT INTO done VALUES ($1)', [letter.id]);
    });
    expect(await deadLetters.replay(id, 'otto')).toEqual({ outcome: 'replayed' });
    expect(await deadLetters.show(id)).toMatchObject({
      state: 'replayed',
      settledBy: 'otto',
      settledAt: expect.any(Date),
    });
    expect(await deadLetters.replay(id, 'otto')).toEqual({ outcome: 'already-settled', state: 'replayed' });
    expect(await schema.rows('SELECT id FROM done')).toEqual([{ id }]);
  });

  it('are replayed once when two people ask at once', async () => {
    const id = (await deliveryLetter())!;
    let replays = 0;
    deadLetters.registerReplayer('delivery', async () => void replays++);
    const outcomes = await Promise.all(['otto', 'maya'].map((by) => deadLetters.replay(id, by)));
    expect(outcomes.map((one) => one.outcome).sort()).toEqual(['already-settled', 'replayed']);
    expect(replays).toBe(1);
  });

  it('stay open with the new message when the replay fails', async () => {
    const id = (await deliveryLetter())!;
    deadLetters.registerReplayer('delivery', async () => {
      throw new TypeError('still broken');
    });
    expect(await deadLetters.replay(id, 'otto')).toEqual({ outcome: 'failed', message: 'still broken' });
    expect(await deadLetters.show(id)).toMatchObject({ state: 'open', message: 'still broken', attempts: 2 });
  });

  it('are closed with a note', async () => {
    const id = (await deliveryLetter())!;
    expect(await deadLetters.close(id, 'a test of theirs', 'otto')).toEqual({ outcome: 'closed' });
    expect(await deadLetters.show(id)).toMatchObject({
      state: 'closed',
      note: 'a test of theirs',
      settledBy: 'otto',
    });
    expect(await deadLetters.countOpen()).toBe(0);
    expect(await deadLetters.close(id, 'again', 'otto')).toEqual({
      outcome: 'already-settled',
      state: 'closed',
    });
    expect(await deadLetters.close(randomUUID(), 'none', 'otto')).toEqual({ outcome: 'not-found' });
  });

  it('are one for each origin: the same again adds none, after settling it opens anew', async () => {
    const deliveryId = randomUUID();
    const id = (await deliveryLetter(deliveryId))!;
    expect(await deliveryLetter(deliveryId)).toBeNull();
    await deadLetters.close(id, 'done', 'otto');
    expect(await deliveryLetter(deliveryId, new Error('again'))).toBe(id);
    expect(await deadLetters.show(id)).toMatchObject({ state: 'open', message: 'again', attempts: 2 });
  });
});
