import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import { v7 as newId } from 'uuid';

/**
 * The door with nothing but what it cannot do without, in a process of its own: a signature checked by hand, and rows
 * written by hand. What it lacks: sources that somebody can change, other platforms, limits, traces, metrics, and
 * anybody who does something with what was stored.
 */
const { BENCH_DATABASE_URL, BENCH_SECRET = '', BENCH_WRITE } = process.env;
const key = Buffer.from(BENCH_SECRET.replace('whsec_', ''), 'base64');
const pool = new pg.Pool({ connectionString: BENCH_DATABASE_URL, max: 10 });

interface Row {
  readonly id: string;
  readonly sourceId: string;
  readonly at: Date;
  readonly headers: string;
  readonly body: Buffer;
}
const INSERT = `INSERT INTO deliveries (id, source_id, received_at, headers, body)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::jsonb[], $5::bytea[])`;

async function write(rows: readonly Row[]): Promise<void> {
  await pool.query({
    name: 'insert',
    text: INSERT,
    values: [
      rows.map(({ id }) => id),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ at }) => at),
      rows.map(({ headers }) => headers),
      rows.map(({ body }) => body),
    ],
  });
}

let waiting: { row: Row; stored: () => void; failed: (error: unknown) => void }[] = [];
let isWriting = false;

function writeGrouped(row: Row): Promise<void> {
  return new Promise((stored, failed) => {
    waiting.push({ row, stored, failed });
    if (!isWriting) void writeAll();
  });
}

async function writeAll(): Promise<void> {
  isWriting = true;
  await new Promise((resolve) => setImmediate(resolve));
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      await write(batch.map(({ row }) => row));
      for (const { stored } of batch) stored();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
  isWriting = false;
}

const store = BENCH_WRITE === 'grouped' ? writeGrouped : (row: Row) => write([row]);

const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post<{ Params: { sourceId: string }; Body: Buffer }>('/webhooks/:sourceId', async (request, reply) => {
  const { headers, body } = request;
  const webhookId = headers['webhook-id'] as string;
  const timestamp = headers['webhook-timestamp'] as string;
  const given = Buffer.from((headers['webhook-signature'] as string).slice('v1,'.length), 'base64');
  const wanted = createHmac('sha256', key).update(`${webhookId}.${timestamp}.`).update(body).digest();
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return reply.status(401).send();
  const id = newId();
  const kept = { 'content-type': headers['content-type'], 'webhook-id': webhookId };
  await store({ id, sourceId: request.params.sourceId, at: new Date(), headers: JSON.stringify(kept), body });
  return { deliveryId: id };
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.send?.(typeof address === 'object' ? address?.port : undefined);
process.on('disconnect', () => process.exit());
