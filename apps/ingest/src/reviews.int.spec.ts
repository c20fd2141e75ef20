import { randomUUID } from 'node:crypto';
import { eventually } from '@baton/testing';
import { startToldIngest, type ToldIngest } from '../test/told-ingest.fixture.js';

let ingest: ToldIngest;

beforeAll(async () => {
  ingest = await startToldIngest();
}, 60_000);
afterAll(() => ingest.stop());

/** Two leads with one name at one firm. */
async function lookalikes(): Promise<[string, string]> {
  const firm = `${randomUUID()}.example`;
  const one = await ingest.heard({ email: `ada@${firm}`, name: 'Ada Lovelace', title: 'COO' });
  const other = await ingest.heard({
    email: `a.lovelace@${firm}`,
    name: 'Ada Lovelace',
    title: 'Countess',
    city: 'Oslo',
  });
  return [one, other];
}

describe('somebody who may be known by another address', () => {
  it('is a lead at once, and a question to a person', async () => {
    const [one, other] = await lookalikes();
    expect(other).not.toBe(one);
    expect(await ingest.reviewOf(one, other)).toMatchObject({ state: 'open' });
    const { body: open } = await ingest.call('marketer', 'GET', '/reviews?state=open');
    expect(open).toContainEqual(
      expect.objectContaining({
        people: expect.arrayContaining([expect.objectContaining({ id: one, name: 'Ada Lovelace' })]),
      }),
    );
  });

  it('is shown beside the other, field by field', async () => {
    const { id } = await ingest.reviewOf(...(await lookalikes()));
    const { body } = await ingest.call('marketer', 'GET', `/reviews/${id}`);
    expect(body.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'person.fullName', differs: false }),
        expect.objectContaining({
          field: 'person.title',
          one: { value: 'COO', at: '2026-03-02T09:29:58.000Z' },
          other: { value: 'Countess', at: '2026-03-02T09:29:58.000Z' },
          differs: true,
        }),
        expect.objectContaining({ field: 'person.city', one: null, differs: true }),
      ]),
    );
    expect(body.evidence).toContainEqual(expect.objectContaining({ field: 'employer', agreement: 'same' }));
  });

  it('goes on as the older of the two once somebody says so, with all that was known of both', async () => {
    const [one, other] = await lookalikes();
    const { id } = await ingest.reviewOf(one, other);
    const { status, body } = await ingest.call('marketer', 'POST', `/reviews/${id}/join`, {});
    expect({ status, body }).toMatchObject({ status: 200, body: { survivorId: one, loserId: other } });
    expect(await ingest.announced(other)).toMatchObject([{ topic: 'lead.created' }, { topic: 'lead.merged' }]);
    expect(await ingest.announced(one)).toMatchObject([{ topic: 'lead.created' }, { topic: 'lead.updated' }]);
    const again = await ingest.call('marketer', 'POST', `/reviews/${id}/join`, {});
    expect(again).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Test has already joined the two') },
    });
  });

  it('goes on as the one that is asked for', async () => {
    const [one, other] = await lookalikes();
    const { id } = await ingest.reviewOf(one, other);
    const url = `/reviews/${id}/join`;
    expect(await ingest.call('marketer', 'POST', url, { survivorId: randomUUID() })).toMatchObject({ status: 422 });
    expect(await ingest.call('marketer', 'POST', url, { survivorId: other })).toMatchObject({
      status: 200,
      body: { survivorId: other, loserId: one },
    });
  });

  it('is joined without a question where phone number and whole name are the same, once and for all', async () => {
    const phone = `+47 22 ${String(Date.now()).slice(-6)}`;
    const one = await ingest.heard({ email: `${randomUUID()}@one.example`, name: 'Ada Lovelace', phone });
    const other = await ingest.heard({ email: `${randomUUID()}@gmail.com`, name: 'Ada LOVELACE', phone });
    const merge = await eventually(async () => {
      const { body } = await ingest.call('marketer', 'GET', `/leads/${one}/merges`);
      return body[0] ?? null;
    });
    expect(merge).toMatchObject({ survivorId: one, loserId: other, because: 'match', by: 'Baton' });
    await ingest.call('marketer', 'POST', `/merges/${merge.id}/undo`, { reason: 'twins' });
    await ingest.allCompared();
    expect(await ingest.reviewOf(one, other)).toMatchObject({ state: 'different' });
    expect((await ingest.call('marketer', 'GET', `/leads/${other}`)).body).toMatchObject({ mergedFrom: null });
  });

  it('is not asked about again once they were found to be two people', async () => {
    const [one, other] = await lookalikes();
    const { id } = await ingest.reviewOf(one, other);
    const url = `/reviews/${id}/different`;
    expect(await ingest.call('marketer', 'POST', url, { note: 'mother and daughter' })).toMatchObject({ status: 200 });
    await ingest.database.query('INSERT INTO to_compare VALUES ($1)', [one]);
    await ingest.allCompared();
    expect(await ingest.reviewOf(one, other)).toMatchObject({ id, state: 'different' });
    expect(await ingest.call('marketer', 'POST', `/reviews/${id}/join`, {})).toMatchObject({ status: 409 });
  });

  it('is found when the name becomes known later', async () => {
    const firm = `${randomUUID()}.example`;
    const one = await ingest.heard({ email: `ada@${firm}`, name: 'Ada Lovelace' });
    const other = await ingest.heard({ email: `al@${firm}` });
    await ingest.heard({ email: `al@${firm}`, name: 'Lovelace, Ada' });
    expect(await ingest.reviewOf(one, other)).toMatchObject({ state: 'open' });
  });

  it('is asked about, or not, under the lead that goes on where the other was merged', async () => {
    const firm = `${randomUUID()}.example`;
    const [first, second, third] = [
      await ingest.heard({ email: `1@${firm}`, name: 'Ada Lovelace' }),
      await ingest.heard({ email: `2@${firm}`, name: 'Ada Lovelace' }),
      await ingest.heard({ email: `3@${firm}`, name: 'Ada Lovelace' }),
    ];
    const fourth = await ingest.heard({ email: `4@${firm}`, name: 'Ada Lovelace' });
    await ingest.call('marketer', 'POST', `/reviews/${(await ingest.reviewOf(second, third)).id}/different`, {});
    const { id } = await ingest.reviewOf(first, second);
    expect(await ingest.call('marketer', 'POST', `/reviews/${id}/join`, {})).toMatchObject({ status: 200 });
    expect(await ingest.reviewOf(first, third)).toMatchObject({ state: 'different' });
    expect(await ingest.reviewOf(first, fourth)).toMatchObject({ state: 'open' });
    const ended = await ingest.reviewOf(second, fourth);
    expect(await ingest.call('marketer', 'POST', `/reviews/${ended.id}/join`, {})).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining(`merged into ${first}`) },
    });
  });

  it('is not looked for by a key that everybody has', async () => {
    const firm = `${randomUUID()}.example`;
    const ids = await Promise.all(
      Array.from({ length: 25 }, (_, n) => ingest.heard({ email: `${n}@${firm}`, name: 'Test Test' })),
    );
    await ingest.allCompared();
    await ingest.heard({ email: `late@${firm}`, name: 'Test Test' });
    await ingest.allCompared();
    const [{ count }] = await ingest.database.query(`SELECT count(*)::int AS count FROM match_keys WHERE key = $1`, [
      `name:test test|${firm}`,
    ]);
    expect(count).toBe(ids.length + 1);
    const [late] = await ingest.database.query(
      `SELECT count(*)::int AS count FROM reviews JOIN leads ON leads.id IN (one_id, other_id)
        WHERE known #>> '{person,email}' = $1`,
      [`late@${firm}`],
    );
    expect(late.count).toBe(0);
  });

  it('is given all that was noted about it, and leaves with no trace of it', async () => {
    const [one, other] = await lookalikes();
    const { id } = await ingest.reviewOf(one, other);
    await ingest.call('marketer', 'POST', `/reviews/${id}/different`, { note: 'mother and daughter' });
    const { body } = await ingest.call('operator', 'GET', `/leads/${one}/export`);
    expect(body.reviews).toMatchObject([{ state: 'different', decidedBy: 'Test', note: 'mother and daughter' }]);
    expect(JSON.stringify(body.reviews)).not.toContain(other);
    await ingest.call('operator', 'POST', '/erasures', { leadId: one, reason: 'a letter' });
    const [left] = await ingest.database.query(
      `SELECT (SELECT count(*) FROM reviews WHERE $1 IN (one_id, other_id))::int AS reviews,
              (SELECT count(*) FROM match_keys WHERE lead_id = $1)::int AS keys`,
      [one],
    );
    expect(left).toEqual({ reviews: 0, keys: 0 });
  });

  it('is nobody’s business but marketing’s and operations’', async () => {
    expect(await ingest.call('rep', 'GET', '/reviews')).toMatchObject({ status: 403 });
    expect(await ingest.call('marketer', 'GET', `/reviews/${randomUUID()}`)).toMatchObject({ status: 404 });
  });
});
