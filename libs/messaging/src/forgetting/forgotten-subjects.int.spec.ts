import { randomUUID } from 'node:crypto';
import { createTestSchema, type TestSchema } from '../../test/fixture.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { RecordDeadLetters } from '../dead-letters/record-dead-letters.js';
import { Transactions } from '../transactions/transactions.js';
import { forgetSubjects, forgottenAmong } from './forgotten-subjects.js';

const AT = new Date('2026-06-01T10:00:00.000Z');

describe('a forgotten subject', () => {
  let schema: TestSchema;
  let transactions: Transactions;
  let deadLetters: DeadLetters;

  beforeAll(async () => {
    schema = await createTestSchema('scoring');
    transactions = new Transactions(schema.dataSource, 'scoring');
    deadLetters = new DeadLetters(transactions, 'scoring');
  });
  afterAll(() => schema.drop());

  const forget = (...subjects: string[]) => transactions.run((uow) => forgetSubjects(uow, subjects, AT));
  const letterAbout = async (subject: string) =>
    (await transactions.run((uow) =>
      deadLetters.record(uow, {
        origin: { kind: 'record', topic: 'lead.created', partition: 0, offset: randomUUID() },
        key: Buffer.from(subject),
        value: Buffer.from('{"email":"nora@fjord.example"}'),
        headers: { ce_subject: subject, note: 'nora@fjord.example' },
        subject,
        reason: 'FAILED',
        error: new Error('no room for nora@fjord.example'),
        attempts: 3,
      }),
    ))!;
  const letter = async (id: string) =>
    (await schema.rows<DeadLetter>('SELECT * FROM dead_letters WHERE id = $1', [id]))[0]!;

  it('stays forgotten, and is told of once', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    expect(await forget(one, one)).toEqual([one]);
    expect(await forget(one, other)).toEqual([other]);
    const stranger = randomUUID();
    const among = transactions.run((uow) => forgottenAmong(uow, [one, stranger, other]));
    expect(await among).toEqual(new Set([one, other]));
  });

  it('is not forgotten before what others write about it is there to be deleted', async () => {
    const subject = randomUUID();
    const order: string[] = [];
    let mayEnd = () => {};
    const writing = transactions.run(async (uow) => {
      expect(await forgottenAmong(uow, [subject])).toEqual(new Set());
      order.push('writes');
      await new Promise<void>((resolve) => (mayEnd = resolve));
      order.push('written');
    });
    while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const forgetting = forget(subject).then(() => order.push('forgotten'));
    const later = transactions.run(async (uow) => {
      await uow.query('SELECT pg_sleep(0.1)');
      expect(await forgottenAmong(uow, [subject])).toEqual(new Set([subject]));
    });
    setTimeout(() => mayEnd(), 50);
    await Promise.all([writing, forgetting, later]);
    expect(order).toEqual(['writes', 'written', 'forgotten']);
  });

  it('leaves nothing of a person in dead letters, open or settled, and those of others alone', async () => {
    const [subject, stranger] = [randomUUID(), randomUUID()];
    const [open, closed, foreign] = [await letterAbout(subject), await letterAbout(subject), await letterAbout(stranger)];
    await deadLetters.close(closed, 'Nora asked us on the phone', 'Ola');
    await forget(subject);
    for (const id of [open, closed]) {
      const scrubbed = await letter(id);
      expect(scrubbed).toMatchObject({ state: 'closed', note: 'erased', message: 'erased', value: null, stack: null });
      expect(JSON.stringify(scrubbed).toLowerCase()).not.toContain('nora');
    }
    expect(await letter(foreign)).toMatchObject({ state: 'open', message: 'no room for nora@fjord.example' });
  });

  it('gets no dead letters of its own any more', async () => {
    const subject = randomUUID();
    await forget(subject);
    const put = (about: string) =>
      new RecordDeadLetters('scoring', transactions, deadLetters).put(
        { topic: 'lead.created', partition: 0 },
        { offset: randomUUID(), key: null, value: Buffer.from('{'), headers: { ce_subject: Buffer.from(about) } },
        { kind: 'permanent', error: new Error('no JSON'), attempts: 1 },
      );
    const stranger = randomUUID();
    await put(subject);
    await put(stranger);
    const letters = await schema.rows('SELECT subject FROM dead_letters WHERE subject = ANY($1)', [[subject, stranger]]);
    expect(letters).toEqual([{ subject: stranger }]);
  });
});
