import { randomUUID } from 'node:crypto';
import { createTestSchema, type TestSchema } from '../../test/fixture.js';
import { Transactions } from '../transactions/transactions.js';
import type { DeadLetterFilter } from './dead-letter.js';
import { DeadLetters } from './dead-letters.js';

describe('dead letters', () => {
  let schema: TestSchema;
  let transactions: Transactions;
  let deadLetters: DeadLetters;
  let offset = 0;

  const recordLetter = (
    topic: string,
    { message = 'no', reason = 'SCHEMA' as const, subject = randomUUID() } = {},
  ) =>
    transactions.run((uow) =>
      deadLetters.record(uow, {
        origin: { kind: 'record', topic, partition: 0, offset: String(offset++) },
        value: Buffer.from(JSON.stringify({ person: { email: 'nora@fjord.example' } })),
        eventId: randomUUID(),
        subject,
        reason,
        error: new Error(message),
        attempts: 1,
      }),
    );
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
    await schema.rows('TRUNCATE dead_letters CASCADE');
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
      masked: true,
      body: { kind: 'hidden' },
      bodyBytes: 4,
      headers: { 'content-type': 'text/plain' },
      state: 'open',
      attempts: 1,
      stack: expect.stringContaining('Error'),
    });
    expect(await deadLetters.show(randomUUID())).toBeNull();
  });

  it('are found by what is known of them', async () => {
    const subject = randomUUID();
    const odd = (await recordLetter('lead.created', { message: 'is 100% Wrong', subject }))!;
    const other = (await recordLetter('lead.updated', { message: 'is 1000 wrong' }))!;
    const delivery = (await deliveryLetter())!;
    const [{ createdAt, eventId } = { createdAt: new Date(0), eventId: null }] = await deadLetters.list({
      subject,
    });
    const found = async (filter: DeadLetterFilter) =>
      (await deadLetters.list(filter)).map((letter) => letter.id);

    expect(await found({ subject })).toEqual([odd]);
    expect(await found({ topic: 'lead.created' })).toEqual([odd]);
    expect(await found({ topic: 'delivery' })).toEqual([delivery]);
    expect(await found({ reason: 'SCHEMA' })).toEqual([other, odd]);
    expect(await found({ text: '100% wrong' })).toEqual([odd]);
    expect(await found({ eventId: eventId! })).toEqual([odd]);
    expect(await found({ until: createdAt })).toEqual([]);
    expect(await found({ since: createdAt })).toEqual([delivery, other, odd]);
    expect(await found({ since: createdAt, reason: 'SCHEMA', text: '1000' })).toEqual([other]);
  });

  it('are counted by reason and topic, only the open ones', async () => {
    await recordLetter('lead.created');
    await recordLetter('lead.created');
    const closed = (await recordLetter('lead.created'))!;
    await deadLetters.close(closed, 'done', 'otto');
    await deliveryLetter();
    expect(await deadLetters.groupOpen()).toEqual([
      { reason: 'SCHEMA', topic: 'lead.created', count: 2, oldest: expect.any(Date) },
      { reason: 'REFUSED', topic: 'delivery', count: 1, oldest: expect.any(Date) },
    ]);
    expect(await deadLetters.groupOpen({ reason: 'REFUSED' })).toHaveLength(1);
  });

  it('hide personal data, unless somebody is written down as having looked', async () => {
    const id = (await recordLetter('lead.created'))!;
    expect(await deadLetters.show(id)).toMatchObject({
      masked: true,
      body: { kind: 'masked', json: { person: { email: 'n…@…' } } },
      views: [],
    });
    expect(await deadLetters.showUnmasked(id, 'otto')).toMatchObject({
      masked: false,
      body: { kind: 'text', text: '{"person":{"email":"nora@fjord.example"}}' },
      views: [{ by: 'otto', at: expect.any(Date) }],
    });
    expect(await deadLetters.show(id)).toMatchObject({ masked: true, views: [{ by: 'otto' }] });
    expect(await deadLetters.showUnmasked(randomUUID(), 'otto')).toBeNull();
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

  it('leave nothing behind of a replay that failed, neither rows nor events', async () => {
    const id = (await deliveryLetter())!;
    await schema.rows('CREATE TABLE half_done (id uuid)');
    deadLetters.registerReplayer('delivery', async (letter, uow) => {
      await uow.query('INSERT INTO half_done VALUES ($1)', [letter.id]);
      uow.forward({ id: randomUUID(), topic: 'half.done', key: null, value: null, headers: {} });
      await uow.query('SELECT 1 / 0');
    });
    expect(await deadLetters.replay(id, 'otto')).toEqual({ outcome: 'failed', message: 'division by zero' });
    expect(await schema.rows('SELECT * FROM half_done')).toEqual([]);
    expect(await schema.rows(`SELECT * FROM outbox_events WHERE topic = 'half.done'`)).toEqual([]);
    expect(await deadLetters.show(id)).toMatchObject({
      state: 'open',
      message: 'division by zero',
      attempts: 2,
    });
  });

  it('do not take a passing trouble for their own', async () => {
    const id = (await deliveryLetter())!;
    deadLetters.registerReplayer('delivery', async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    });
    expect(await deadLetters.replay(id, 'otto')).toEqual({
      outcome: 'failed',
      message: 'connect ECONNREFUSED',
    });
    expect(await deadLetters.show(id)).toMatchObject({
      state: 'open',
      message: 'no e-mail address',
      attempts: 1,
    });
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

  it('are closed together, those that were chosen', async () => {
    const [one, two, three] = [
      (await deliveryLetter())!,
      (await recordLetter('a'))!,
      (await recordLetter('a'))!,
    ];
    expect(await deadLetters.closeMany({ ids: [one, randomUUID()] }, 'not ours', 'otto')).toBe(1);
    expect(await deadLetters.closeMany({ filter: { topic: 'a' } }, 'an old test', 'maya')).toBe(2);
    expect(await deadLetters.closeMany({ filter: {} }, 'nothing left', 'otto')).toBe(0);
    expect(await deadLetters.show(one)).toMatchObject({
      state: 'closed',
      note: 'not ours',
      settledBy: 'otto',
    });
    for (const id of [two, three])
      expect(await deadLetters.show(id)).toMatchObject({ state: 'closed', note: 'an old test' });
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
