import { randomUUID } from 'node:crypto';
import { startToldIngest, type ToldIngest } from '../test/told-ingest.fixture.js';
import { ProcessDeliveries } from './application/process-deliveries.js';

let ingest: ToldIngest;

beforeAll(async () => {
  ingest = await startToldIngest();
}, 60_000);
afterAll(() => ingest.stop());

/** Two leads with one name at one firm, and the review that asks about them. */
async function lookalikes(firm = `${randomUUID()}.example`) {
  const one = await ingest.heard({ email: `ada@${firm}`, name: 'Ada Lovelace', title: 'COO' });
  const other = await ingest.heard({ email: `a.lovelace@${firm}`, name: 'Ada Lovelace', city: 'Oslo' });
  return { firm, one, other, reviewId: (await ingest.reviewOf(one, other)).id };
}

async function joined(firm?: string) {
  const pair = await lookalikes(firm);
  const { body } = await ingest.call('marketer', 'POST', `/reviews/${pair.reviewId}/join`, {});
  return { ...pair, mergeId: body.mergeId };
}

const undo = (mergeId: string) => ingest.call('marketer', 'POST', `/merges/${mergeId}/undo`, { reason: 'two people' });
const lead = async (id: string) => (await ingest.call('marketer', 'GET', `/leads/${id}`)).body;

describe('leads that were joined', () => {
  it('go by one lead, under either id', async () => {
    const { one, other, mergeId } = await joined();
    expect(await lead(other)).toMatchObject({ id: one, mergedFrom: other, person: { title: 'COO', city: 'Oslo' } });
    expect(await lead(one)).toMatchObject({ id: one, mergedFrom: null });
    const { body } = await ingest.call('marketer', 'GET', `/leads/${one}/merges`);
    expect(body).toMatchObject([
      { id: mergeId, survivorId: one, loserId: other, because: 'person', by: 'Test', undoneAt: null },
    ]);
  });

  it('become two again, as they were, with higher versions', async () => {
    const { firm, one, other, mergeId } = await joined();
    expect(await undo(mergeId)).toMatchObject({ status: 200, body: { survivorId: one, loserId: other } });
    const [first, second] = [await lead(one), await lead(other)];
    expect(first).toMatchObject({ mergedFrom: null, person: { email: `ada@${firm}`, title: 'COO' } });
    expect(first.person.city).toBeUndefined();
    expect(second).toMatchObject({
      id: other,
      mergedFrom: null,
      person: { email: `a.lovelace@${firm}`, city: 'Oslo' },
    });
    expect(await ingest.announced(other)).toMatchObject([
      { topic: 'lead.created', sequence: 1 },
      { topic: 'lead.merged', sequence: 2 },
      { topic: 'lead.updated', sequence: 3, data: { person: { email: `a.lovelace@${firm}` } } },
    ]);
    expect(await ingest.announced(one)).toMatchObject([
      { topic: 'lead.created', sequence: 1 },
      { topic: 'lead.updated', sequence: 2 },
      { topic: 'lead.updated', sequence: 3, data: { changes: [{ field: 'person.city' }] } },
    ]);
    expect(await ingest.reviewOf(one, other)).toMatchObject({ state: 'different' });
  });

  it('share out what was heard since, by whose keys it came with, and lose no touch', async () => {
    const { firm, one, other, mergeId } = await joined();
    const touches = () =>
      ingest.database.query(`SELECT count(*)::int AS count FROM outbox_events WHERE topic = 'touch.recorded'`);
    expect(await ingest.heard({ email: `A.Lovelace@${firm}`, phone: '+47 22 33 44 55', form: 'Contact' })).toBe(one);
    expect(await ingest.heard({ email: `ada@${firm}`, industry: 'Looms' })).toBe(one);
    const before = await touches();
    await undo(mergeId);
    expect(await lead(other)).toMatchObject({ person: { phoneE164: '+4722334455', city: 'Oslo' } });
    expect((await lead(one)).person.phone).toBeUndefined();
    expect(await lead(one)).toMatchObject({ company: { industry: 'Looms' } });
    expect(await touches()).toEqual(before);
    expect(await ingest.heard({ email: `a.lovelace@${firm}`, title: 'Countess' })).toBe(other);
    const [{ count }] = await ingest.database.query(
      'SELECT count(*)::int AS count FROM deliveries WHERE lead_id = $1',
      [other],
    );
    expect(count).toBe(3);
  });

  it('are parted latest first', async () => {
    const { firm, one, mergeId } = await joined();
    const third = await ingest.heard({ email: `third@${firm}`, name: 'Ada Lovelace' });
    const { id } = await ingest.reviewOf(one, third);
    const { body } = await ingest.call('marketer', 'POST', `/reviews/${id}/join`, { survivorId: third });
    expect(await undo(mergeId)).toMatchObject({ status: 409, body: { detail: expect.stringContaining(body.mergeId) } });
    expect(await undo(body.mergeId)).toMatchObject({ status: 200 });
    expect(await undo(mergeId)).toMatchObject({ status: 200 });
    expect(await undo(mergeId)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('already') } });
  });

  it('lead one step on to whom they were merged into, before and after a later merge is taken back', async () => {
    const { firm, one, other } = await joined();
    const third = await ingest.heard({ email: `third@${firm}`, name: 'Ada Lovelace' });
    const { id } = await ingest.reviewOf(one, third);
    const { body } = await ingest.call('marketer', 'POST', `/reviews/${id}/join`, { survivorId: third });
    expect(await lead(other)).toMatchObject({ id: third });
    await undo(body.mergeId);
    expect(await lead(other)).toMatchObject({ id: one });
  });

  it('are parted only by somebody who says why', async () => {
    const { mergeId } = await joined();
    expect(await ingest.call('marketer', 'POST', `/merges/${mergeId}/undo`, {})).toMatchObject({ status: 422 });
    expect(await ingest.call('rep', 'POST', `/merges/${mergeId}/undo`, { reason: 'two people' })).toMatchObject({
      status: 403,
    });
    expect(await undo(randomUUID())).toMatchObject({ status: 404 });
  });
});

describe('whatever happens at once', () => {
  it('fifty deliveries about one person make one person, in as many transactions', async () => {
    const email = `ada@${randomUUID()}.example`;
    const processing = ingest.app.get(ProcessDeliveries);
    const ids = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const id = await ingest.tell({ email, name: 'Ada Lovelace', [`field${n}`]: 'said' });
        // One that loses too many races leaves its deliveries to the next.
        await processing.run().catch(() => 0);
        return id;
      }),
    );
    const leadIds = await Promise.all(ids.map(async (id) => (await ingest.ended(id)).leadId));
    expect(new Set(leadIds).size).toBe(1);
    const { attributes } = await lead(leadIds[0]);
    expect(Object.keys(attributes).filter((name) => name.startsWith('field'))).toHaveLength(50);
  });

  it('of two who join the same two people, one does and the other is told', async () => {
    const { one, other, reviewId } = await lookalikes();
    const answers = await Promise.all(
      [one, other].map((survivorId) => ingest.call('marketer', 'POST', `/reviews/${reviewId}/join`, { survivorId })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([await lead(one), await lead(other)].map(({ mergedFrom }) => mergedFrom === null).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('what is heard of the one that ends while it does reaches the one that goes on', async () => {
    for (let round = 0; round < 5; round++) {
      const { firm, one, reviewId } = await lookalikes();
      const [deliveryId, answer] = await Promise.all([
        ingest.tell({ email: `a.lovelace@${firm}`, title: `Countess ${round}`, seats: round }),
        ingest.call('marketer', 'POST', `/reviews/${reviewId}/join`, {}),
      ]);
      expect(answer.status).toBe(200);
      expect(await ingest.ended(deliveryId)).toMatchObject({ state: 'done' });
      expect(await lead(one)).toMatchObject({ attributes: { seats: round } });
    }
  });
});
