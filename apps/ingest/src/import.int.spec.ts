import { eventually } from '@baton/testing';
import { type Answered, type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';

let ingest: RunningIngest;
beforeAll(async () => void (ingest = await startIngest()), 60_000);
afterAll(() => ingest.stop());

const newSource = async (more: object = {}) => {
  const body = { provider: 'csv-import', name: 'Fair', ...more };
  return (await ingest.call('marketer', 'POST', '/sources', body)).body;
};
const rowsOf = (addresses: readonly string[]) =>
  addresses.map((email, index) => ({ line: index + 2, fields: { Email: email, Name: 'Ada Lovelace' } }));
const send = (id: string, addresses: readonly string[], file = 'sha256:one') =>
  ingest.call('marketer', 'POST', `/sources/${id}/rows`, { file, rows: rowsOf(addresses) });

async function outcomesOf(sourceId: string, number: number): Promise<string[]> {
  return eventually(async () => {
    const { body } = await ingest.call('operator', 'GET', `/deliveries?sourceId=${sourceId}&limit=500`);
    const isDone = body.length === number && body.every(({ state }: Answered) => state !== 'stored');
    return isDone ? body.map(({ state, outcome }: Answered) => outcome ?? state).sort() : null;
  });
}

describe('rows of a file', () => {
  it('become leads, and those without an address are refused by their lines', async () => {
    const { id } = await newSource();
    expect(await send(id, ['ada@i1.example', 'nobody', 'bea@i1.example', ''])).toEqual({
      status: 200,
      body: {
        stored: 2,
        refused: [
          { line: 3, because: 'no e-mail address' },
          { line: 5, because: 'no e-mail address' },
        ],
      },
    });
    expect(await outcomesOf(id, 2)).toEqual(['lead', 'lead']);
  });

  it('count once, however often they are sent', async () => {
    const { id } = await newSource();
    const rows = ['ada@i2.example', 'bea@i2.example'];
    await Promise.all([send(id, rows), send(id, rows)]);
    expect(await outcomesOf(id, 4)).toEqual(['duplicate', 'duplicate', 'lead', 'lead']);
    await send(id, rows, 'sha256:another');
    expect(await outcomesOf(id, 6)).toEqual(['duplicate', 'duplicate', 'lead', 'lead', 'merged', 'merged']);
  });

  it('are asked for again while the webhooks that come after them would have to wait', async () => {
    const { id } = await newSource();
    await ingest.database.transaction(async (held) => {
      // Nobody can work anything off until this ends.
      await held.query('LOCK TABLE delivery_keys IN ACCESS EXCLUSIVE MODE');
      await ingest.database.query(
        `INSERT INTO deliveries (id, source_id, received_at, headers, body)
         SELECT gen_random_uuid(), $1, now(), '{}', '{}' FROM generate_series(1, 2500)`,
        [id],
      );
      expect((await send(id, ['ada@i3.example'])).status).toBe(503);
    });
    await eventually(async () => (await send(id, ['ada@i3.example'])).status === 200 || null);
  });

  it('are taken once every part of Baton reads by the changed map', async () => {
    const { id } = await newSource();
    await ingest.call('marketer', 'PUT', `/sources/${id}`, { fieldMap: { person: { email: 'Name' } } });
    expect(await send(id, ['ada@i4.example'])).toMatchObject({
      status: 503,
      body: { detail: 'The source was changed just now. The rows were not taken: send them again.' },
    });
  });

  it('go to sources for files alone, sent by those who may', async () => {
    const site = (await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'Site' }))
      .body;
    expect((await send(site.id, ['ada@i5.example'])).status).toBe(409);
    expect((await send('0198a100-0000-7000-8000-000000000001', ['ada@i5.example'])).status).toBe(404);
    const { id } = await newSource();
    for (const role of ['rep', 'manager']) {
      const body = { file: 'f', rows: rowsOf(['ada@i5.example']) };
      expect((await ingest.call(role, 'POST', `/sources/${id}/rows`, body)).status).toBe(403);
    }
    expect((await send(id, Array<string>(501).fill('ada@i5.example'))).status).toBe(422);
    expect((await ingest.app.inject({ method: 'POST', url: `/webhooks/${id}`, payload: {} })).statusCode).toBe(401);
  });

  it('are shown as they would be read, and nothing is kept', async () => {
    const rows = rowsOf(['ada@i6.example', 'nobody']);
    const { body } = await ingest.call('marketer', 'POST', '/rows/preview', { rows });
    expect(body.fieldMap).toMatchObject({ person: { email: ['Email'], fullName: ['Name'] } });
    const again = { fieldMap: body.fieldMap, rows };
    expect((await ingest.call('marketer', 'POST', '/rows/preview', again)).body).toEqual(body);
    expect(body.rows).toMatchObject([
      { line: 2, ok: true, reads: { person: { email: 'ada@i6.example', fullName: 'Ada Lovelace' } } },
      { line: 3, ok: false, because: 'no e-mail address' },
    ]);
    const mapped = { fieldMap: { person: { email: 'Name' } }, rows };
    const answer = await ingest.call('marketer', 'POST', '/rows/preview', mapped);
    expect(answer.body.rows).toMatchObject([{ ok: false }, { ok: false }]);
  });

  it('need no secret, and a source for them takes none', async () => {
    const body = { provider: 'csv-import', name: 'Fair', secrets: ['x'] };
    expect((await ingest.call('operator', 'POST', '/sources', body)).status).toBe(422);
  });
});
