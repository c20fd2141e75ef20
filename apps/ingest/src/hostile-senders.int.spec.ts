import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { eventually } from '@baton/testing';
import { type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';
import { seconds, standardSignature } from './domain/providers/signing.fixture.js';

let ingest: RunningIngest;
let source: { id: string; generatedSecret: string };
let port: number;

beforeAll(async () => {
  ingest = await startIngest();
  source = (await ingest.call('operator', 'POST', '/sources', { provider: 'standard-webhooks', name: 'Site' })).body;
  await ingest.app.listen(0, '127.0.0.1');
  port = (ingest.app.getHttpServer().address() as AddressInfo).port;
}, 60_000);
afterAll(() => ingest.stop());

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Says these bytes on a connection of its own, and listens until it is closed or an answer is whole. */
async function say(...pieces: (string | Buffer)[]): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  for (const piece of pieces) socket.write(piece);
  return answerOn(socket);
}

async function answerOn(socket: Socket): Promise<Answer> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    const [, length] = /content-length: (\d+)/i.exec(text) ?? [];
    if (length !== undefined && text.length >= text.indexOf('\r\n\r\n') + 4 + Number(length)) break;
  }
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text };
}

/** A webhook as a genuine sender would send it, but for what is changed. */
function webhook(body: string | Buffer, more: Record<string, string> = {}): string {
  const [id, timestamp] = [randomUUID(), seconds(new Date())];
  const headers: Record<string, string> = {
    host: 'baton.example',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': standardSignature(source.generatedSecret, id, timestamp, body),
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`POST /webhooks/${source.id} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

const lead = (email: string) => JSON.stringify({ data: { email, name: 'Ada Lovelace' } });
const stillTakes = async () => {
  const body = lead(`after-${randomUUID()}@people.example`);
  expect((await say(webhook(body), body)).status).toBe(200);
};

afterEach(stillTakes);

describe('a sender who means no good', () => {
  it.each([
    ['says no HTTP', ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n'], 400],
    ['floods with headers', [`POST / HTTP/1.1\r\nhost: x\r\n${'x-a: aaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(2_000)}\r\n`], 431],
    ['sends one header without an end', [`POST / HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`], 431],
    ['announces two lengths', ['POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello'], 400],
    [
      'smuggles a second request behind a length and chunks',
      ['POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
      400,
    ],
  ])('%s, and is told so', async (_what, pieces, status) => {
    const answer = await say(...pieces);
    expect(answer).toMatchObject({ status });
    expect(answer.text).toContain('application/problem+json');
  });

  it('announces a body too large, and is not asked for it', async () => {
    expect(await say(webhook('', { 'content-length': String(50 * 1024 * 1024) }))).toMatchObject({ status: 413 });
  });

  it('sends a body without an announced end, and is stopped', async () => {
    const head = webhook('', { 'transfer-encoding': 'chunked' }).replace(/content-length: \d+\r\n/, '');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    expect(await say(head, ...Array.from({ length: 40 }, () => chunk))).toMatchObject({ status: 413 });
  });

  it('compresses a bomb, and nobody unpacks it', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const memory = process.memoryUsage.rss();
    const answer = await say(webhook(bomb, { 'content-encoding': 'gzip' }), bomb);
    expect(answer).toMatchObject({ status: 415, text: expect.stringContaining('without content-encoding') });
    expect(process.memoryUsage.rss() - memory).toBeLessThan(100 * 1024 * 1024);
  });

  it.each([
    '/webhooks/../sources',
    '/webhooks/%2e%2e/sources',
    '/webhooks//sources',
    '/webhooks/..%2fsources',
    '/webhooks/%00',
    '/webhooks/%zz',
    `/webhooks/${'a'.repeat(200)}`,
    `/webhooks/00000000-0000-7000-8000-000000000000;id=1`,
    '/webhooks/00000000-0000-7000-8000-000000000000/../../sources',
  ])('tries the path %s, and finds nothing', async (path) => {
    const answer = await say(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`);
    expect([400, 401, 404, 414]).toContain(answer.status);
    expect(answer.text).toContain('application/problem+json');
  });

  it('repeats headers that are to be told once, and proves nothing by it', async () => {
    const body = lead('twice@people.example');
    const head = webhook(body).replace(/(webhook-timestamp: .*\r\n)/, '$1$1');
    expect((await say(head, body)).status).toBe(401);
  });

  it('replays what was genuine an hour ago, and is refused', async () => {
    const body = lead('late@people.example');
    const [id, timestamp] = [randomUUID(), seconds(new Date(Date.now() - 3_600_000))];
    const signature = standardSignature(source.generatedSecret, id, timestamp, body);
    const head = webhook(body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature });
    expect((await say(head, body)).status).toBe(401);
  });

  it('drips its request, and is not waited for', async () => {
    const server = ingest.app.getHttpServer();
    const patient = { headersTimeout: server.headersTimeout, requestTimeout: server.requestTimeout };
    Object.assign(server, { headersTimeout: 300, requestTimeout: 600 });
    try {
      const [headers, body] = await Promise.all([say('POST / HTTP/1.1\r\nhost: x\r\n'), say(webhook('{}'), '{')]);
      expect(headers).toMatchObject({ status: 408 });
      expect(body).toMatchObject({ status: 408 });
    } finally {
      Object.assign(server, patient);
    }
  });

  it('goes away in the middle, and nothing is kept of it', async () => {
    const body = lead('gone@people.example');
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(webhook(body));
    socket.write(body.slice(0, 10));
    await pause(20);
    socket.destroy();
    await stillTakes();
    const [{ count }] = await ingest.database.query(
      `SELECT count(*)::int AS count FROM deliveries WHERE convert_from(body, 'UTF8') LIKE '%gone@%'`,
    );
    expect(count).toBe(0);
  });

  it('keeps more webhooks half sent than may wait, and others are served meanwhile', async () => {
    const open = await Promise.all(
      Array.from({ length: 1_100 }, async () => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(webhook('{}'));
        socket.write('{');
        return socket;
      }),
    );
    await stillTakes();
    for (const socket of open) socket.destroy();
  });

  it.each([
    ['the same key twice', '{"data":{"email":"first@keys.example","email":"second@keys.example","name":"A B"}}'],
    ['an id beyond 2^53', '{"data":{"email":"huge@keys.example","name":"A B","contact_id":9007199254740993}}'],
    ['a NUL', '{"data":{"email":"nul@keys.example","name":"A\\u0000B"}}'],
    ['half a surrogate', '{"data":{"email":"half@keys.example","name":"A \\ud800"}}'],
    ['bytes that are no UTF-8', Buffer.from('7b2264617461223a7b22656d61696c223a22ff40782e6578616d706c65227d7d', 'hex')],
    ['ten thousand levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['a number of a million digits', `{"data":{"email":"digits@keys.example","n":${'9'.repeat(900_000)}}}`],
  ])('puts %s into a body, which ends as a lead or as a dead letter', async (_what, body) => {
    const answer = await say(webhook(body), body);
    expect(answer.status).toBe(200);
    const { deliveryId } = JSON.parse(answer.text.slice(answer.text.indexOf('\r\n\r\n') + 4)) as { deliveryId: string };
    const state = await eventually(async () => {
      const { body: delivery } = await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`);
      return delivery.state === 'stored' ? null : (delivery.state as string);
    });
    expect(['done', 'dead']).toContain(state);
  });
});
