import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { request as rawRequest } from 'node:http';
import { eventually } from '@baton/testing';
import { importJWK, jwtVerify } from 'jose';
import { PASSWORD, type RunningFrontDoor, startFrontDoor } from '../test/running-front-door.fixture.js';
import { asJson, startStubUpstream, type StubUpstream } from '../test/stub-upstream.fixture.js';

const REP = '0198a100-0000-7000-8000-000000000021';
const MAYA = 'maya@baton.example';

let ingest: StubUpstream;
let feedback: StubUpstream;
let scoring: StubUpstream;
let door: RunningFrontDoor;
let streamsClosed = 0;
let sendToStream: (text: string) => void = () => {};

beforeAll(async () => {
  ingest = await startStubUpstream(({ url }, response) => {
    if (url === '/health/ready') return asJson(response, 200, { status: 'ready', reasons: [] });
    if (url === '/status') {
      return asJson(response, 200, {
        service: 'ingest',
        outbox: { depth: 2, ageMs: 40 },
        lag: [],
        deadLetters: { open: 1 },
      });
    }
    return asJson(
      response,
      200,
      { ok: true },
      { 'keep-alive': 'timeout=5', 'x-hop': '1', connection: 'keep-alive, x-hop' },
    );
  });
  feedback = await startStubUpstream(({ url }, response) => {
    if (url !== '/stream') return asJson(response, 200, { leads: [] });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 2000\n\n');
    sendToStream = (text) => response.write(text);
    response.on('close', () => (streamsClosed += 1));
  });
  scoring = await startStubUpstream((_request, response) =>
    asJson(response, 503, { status: 'not ready', reasons: ['database: away'] }, { 'retry-after': '7' }),
  );
  door = await startFrontDoor({
    upstreams: { ingest: ingest.url, feedback: feedback.url, scoring: scoring.url },
  });
  await door.createAccount(MAYA, 'rep', REP);
});

afterAll(async () => {
  await door?.stop();
  await Promise.all([ingest?.stop(), feedback?.stop(), scoring?.stop()]);
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(door.url + path, init);
}

function signIn(email: string, password: string, headers: Record<string, string> = {}): Promise<Response> {
  return ask('/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  });
}

describe('signing in', () => {
  it('gives a cookie that no script can read, and says who it is', async () => {
    const answer = await signIn(' Maya@Baton.example ', PASSWORD);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ name: 'maya', role: 'rep', repId: REP });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^baton_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );

    const me = await ask('/auth/me', { headers: { cookie: cookie!.split(';')[0]! } });
    expect(await me.json()).toMatchObject({ name: 'maya', role: 'rep', repId: REP });
  });

  it('signs a token that services can check for twelve hours', async () => {
    const cookie = await door.cookieOf(MAYA);
    const { payload } = await jwtVerify(
      cookie.slice('baton_session='.length),
      await importJWK(door.publicJwk, 'EdDSA'),
      {
        issuer: 'baton',
        audience: 'baton',
      },
    );
    expect(payload).toMatchObject({ name: 'maya', role: 'rep', repId: REP });
    expect(payload.exp! - payload.iat!).toBe(12 * 60 * 60);
  });

  it('does not tell a wrong address from a wrong password', async () => {
    const wrong = await signIn(MAYA, 'not the password');
    const nobody = await signIn('nobody@baton.example', PASSWORD);
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await nobody.text());
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('lets nobody guess on and on', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn('guessed@baton.example', 'wrong one');
    const refused = await signIn('guessed@baton.example', 'wrong one');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await signIn(MAYA, PASSWORD)).status).toBe(200);
    door.clock.advance(15 * 60 * 1000);
    expect((await signIn('guessed@baton.example', 'wrong one')).status).toBe(401);
  });

  it('takes the cookie back when somebody signs out', async () => {
    const cookie = await door.cookieOf(MAYA);
    const answer = await ask('/auth/sign-out', { method: 'POST', headers: { cookie, origin: door.url } });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^baton_session=; .*Expires=Thu, 01 Jan 1970/);
  });

  it('is a 401 with what to do for who is not', async () => {
    const answer = await ask('/auth/me');
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ title: 'Not signed in' });
  });
});

describe('accounts', () => {
  const put = async (email: string, body: object, role: 'operator' | 'manager' = 'operator') =>
    ask(`/auth/accounts/${email}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await door.token(role)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are created by an operator, and changed under the same id', async () => {
    const first = await put('Leila@baton.example', {
      name: 'Leila',
      role: 'marketer',
      password: 'first password',
    });
    expect(first.status).toBe(200);
    const { id } = (await first.json()) as { id: string };
    const second = await put('leila@baton.example', {
      name: 'Leila Haddad',
      role: 'manager',
      password: 'second password',
    });
    expect(await second.json()).toEqual({
      id,
      email: 'leila@baton.example',
      name: 'Leila Haddad',
      role: 'manager',
      repId: null,
    });
    expect((await signIn('leila@baton.example', 'first password')).status).toBe(401);
    expect((await signIn('leila@baton.example', 'second password')).status).toBe(200);
  });

  it('are nobody else’s to create', async () => {
    expect(
      (await put('x@baton.example', { name: 'X', role: 'manager', password: 'long enough' }, 'manager'))
        .status,
    ).toBe(403);
  });

  it.each([
    { name: 'X', role: 'rep', password: 'long enough' },
    { name: 'X', role: 'manager', repId: REP, password: 'long enough' },
    { name: 'X', role: 'manager', password: 'short' },
    { name: 'X', role: 'king', password: 'long enough' },
  ])('are refused as %j', async (body) => {
    expect((await put('x@baton.example', body)).status).toBe(422);
  });
});

describe('forwarding', () => {
  it('hands a webhook on byte for byte, with the headers that prove it', async () => {
    const body = randomBytes(70_000);
    const answer = await ask('/webhooks/0198a100-0000-7000-8000-000000000001?x=%20a+b&x=2', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_1',
        'webhook-signature': 'v1,abc',
        cookie: 'baton_session=stolen',
      },
      body,
    });
    expect(answer.status).toBe(200);
    const seen = ingest.seen.at(-1)!;
    expect(seen.url).toBe('/webhooks/0198a100-0000-7000-8000-000000000001?x=%20a+b&x=2');
    expect(seen.body.equals(body)).toBe(true);
    expect(seen.headers).toMatchObject({ 'webhook-id': 'msg_1', 'webhook-signature': 'v1,abc' });
    expect(seen.headers).not.toHaveProperty('cookie');
    expect(seen.headers).not.toHaveProperty('authorization');
  });

  it('hands on a body of unknown length, and one without a content type', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sending = rawRequest(
        `${door.url}/webhooks/x`,
        { method: 'POST', headers: { 'transfer-encoding': 'chunked' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode!);
        },
      );
      sending.on('error', reject);
      sending.write('{"a":');
      sending.end('1}');
    });
    expect(status).toBe(200);
    expect(ingest.seen.at(-1)!.body.toString()).toBe('{"a":1}');
    expect(ingest.seen.at(-1)!.headers).not.toHaveProperty('content-type');
  });

  it('answers a client that waits to be told to go on', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(door.url);
      const socket = connect(Number(port), '127.0.0.1');
      let heard = '';
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        heard += chunk.toString();
        if (heard.includes('100 Continue') && !heard.includes('200 OK')) socket.write('{}');
        if (heard.includes('200 OK')) {
          socket.destroy();
          resolve(heard);
        }
      });
      socket.write(
        'POST /webhooks/x HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\nexpect: 100-continue\r\n\r\n',
      );
    });
    expect(text).toContain('200 OK');
  });

  it('keeps what is about a connection to that connection', async () => {
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      rawRequest(
        `${door.url}/api/ingest/sources`,
        { headers: { connection: 'close, x-mine', 'x-mine': '1', te: 'trailers' } },
        (answer) => {
          answer.resume();
          resolve(answer.headers);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(headers).not.toHaveProperty('x-hop');
    expect(headers).not.toHaveProperty('keep-alive', 'timeout=5');
    expect(ingest.seen.at(-1)!.headers).not.toHaveProperty('x-mine');
    expect(ingest.seen.at(-1)!.headers).not.toHaveProperty('te');
  });

  it('turns the cookie into a bearer token, and leaves a token that is there', async () => {
    const cookie = await door.cookieOf(MAYA);
    await ask('/api/feedback/leads?state=open', { headers: { cookie } });
    expect(feedback.seen.at(-1)).toMatchObject({
      url: '/leads?state=open',
      headers: { authorization: `Bearer ${cookie.slice('baton_session='.length)}` },
    });
    await ask('/api/feedback/leads', { headers: { cookie, authorization: 'Bearer own' } });
    expect(feedback.seen.at(-1)!.headers.authorization).toBe('Bearer own');
  });

  it('lets a page of another site change nothing with the cookie', async () => {
    const cookie = await door.cookieOf(MAYA);
    const accept = (headers: Record<string, string>) =>
      ask('/api/feedback/leads/1/accept', { method: 'POST', headers });
    const before = feedback.seen.length;
    expect((await accept({ cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await accept({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await accept({ cookie })).status).toBe(403);
    expect((await signIn(MAYA, PASSWORD, { origin: 'https://evil.example' })).status).toBe(403);
    expect(feedback.seen).toHaveLength(before);
    expect((await accept({ cookie, origin: door.url })).status).toBe(200);
    expect((await accept({ cookie, origin: 'https://baton.example' })).status).toBe(200);
    expect((await accept({ authorization: 'Bearer own' })).status).toBe(200);
  });

  it('passes a live stream on at once, and lets go when the listener does', async () => {
    const listening = new AbortController();
    const answer = await ask('/api/feedback/stream', { signal: listening.signal });
    const reader = answer.body!.getReader();
    const heard = async () => Buffer.from((await reader.read()).value!).toString();
    expect(await heard()).toBe('retry: 2000\n\n');
    sendToStream('id: 1\nevent: lead\ndata: {}\n\n');
    expect(await heard()).toBe('id: 1\nevent: lead\ndata: {}\n\n');
    listening.abort();
    await eventually(() => streamsClosed === 1, 'the upstream to notice');
  });

  it('says 503 and when to come back while a service is away', async () => {
    const answer = await ask('/api/routing/reps');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      detail: 'routing cannot be reached. Please try again in a moment.',
    });
  });

  it('hands on a 503 of the service itself, asked once', async () => {
    const before = scoring.seen.length;
    const answer = await ask('/api/scoring/points-tables');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(scoring.seen).toHaveLength(before + 1);
  });

  it('refuses what is too large before it is sent', async () => {
    const answer = await ask('/webhooks/x', { method: 'POST', body: Buffer.alloc(1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    // Without a length it is noticed only on the way.
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024 + 1));
        controller.close();
      },
    });
    const streamed = await ask('/webhooks/x', {
      method: 'POST',
      body: unannounced,
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect(await streamed.json()).toMatchObject({ detail: 'A body may have 1048576 bytes at most.' });
  });

  it('knows no other service', async () => {
    const answer = await ask('/api/billing/x');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('ingest, scoring') });
  });

  // The last ones: metrics, spelt so that a service would still understand.
  it.each([
    '/api/ingest/%2e%2e/x',
    '/api/ingest/%',
    '/api/ingest/..%2fstatus',
    '/api/ingest/metrics?x=1',
    '/api/ingest/%6detrics',
    '/api/ingest/./metrics',
    '/api/ingest/%2e/metrics',
    '/%61pi/ingest/metrics',
    'http://elsewhere/api/ingest/metrics',
  ])(
    'does not forward %s',
    async (path) => {
      const before = ingest.seen.length;
      const answer = await new Promise<number>((resolve, reject) => {
        const { port } = new URL(door.url);
        const socket = connect(Number(port), '127.0.0.1', () =>
          socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
        );
        let heard = '';
        socket.on('data', (chunk) => (heard += chunk.toString()));
        socket.on('close', () => resolve(Number(heard.split(' ')[1])));
        socket.on('error', reject);
      });
      expect(answer).toBeGreaterThanOrEqual(400);
      expect(answer).toBeLessThan(500);
      expect(ingest.seen).toHaveLength(before);
    },
  );
});

describe('the state of everything', () => {
  it('is told to an operator, also of what does not answer', async () => {
    const answer = await ask('/api/status', {
      headers: { authorization: `Bearer ${await door.token('operator')}` },
    });
    const { apps } = (await answer.json()) as {
      apps: { app: string; ready: boolean; because: string | null; status: unknown }[];
    };
    expect(apps.map(({ app, ready, because }) => [app, ready, because])).toEqual([
      ['web', true, null],
      ['ingest', true, null],
      ['scoring', false, 'database: away'],
      ['routing', false, 'it does not answer'],
      ['feedback', true, null],
      ['reporting', false, 'it does not answer'],
    ]);
    expect(apps[1]!.status).toEqual({ outbox: { depth: 2, ageMs: 40 }, lag: [], deadLetters: { open: 1 } });
    expect(apps[3]!.status).toBeNull();
  });

  it('is nobody else’s business', async () => {
    expect(
      (await ask('/api/status', { headers: { authorization: `Bearer ${await door.token('rep', REP)}` } }))
        .status,
    ).toBe(403);
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/health/ready')).status).toBe(200);
  });
});

describe('the client', () => {
  it.each(['/', '/leads/0198a100-0000-7000-8000-000000000001', '/funnel?week=10'])(
    'is one page at %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('strict-transport-security')).toContain('max-age');
      expect(await answer.text()).toContain('<title>Baton</title>');
    },
  );

  it('may be kept for ever where its name changes with its content', async () => {
    const asset = await ask('/assets/app-AbC123.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await ask('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
    expect((await ask('/assets/app-Old.js')).status).toBe(404);
  });

  it('never stands in for the API', async () => {
    expect((await ask('/auth/nothing')).status).toBe(404);
    expect((await ask('/api')).status).toBe(404);
    expect((await ask('/webhooks/x/y')).headers.get('content-type')).not.toContain('text/html');
  });
});

describe('what is kept of a person', () => {
  const ID = '0198a100-0000-7000-8000-000000000031';
  const EARLIER = '0198a100-0000-7000-8000-000000000032';
  const GONE = '0198a100-0000-7000-8000-000000000033';
  let other: StubUpstream;
  let whole: RunningFrontDoor;
  beforeAll(async () => {
    other = await startStubUpstream(({ url = '' }, response) => {
      if (url.includes(GONE)) return asJson(response, 404, {});
      return asJson(response, 200, { asked: url, lead: { id: ID }, earlier: [{ id: EARLIER }] });
    });
    const { url } = other;
    whole = await startFrontDoor({ upstreams: { ingest: url, scoring: url, routing: url, feedback: url, reporting: url } });
  });
  afterAll(async () => {
    await whole?.stop();
    await other?.stop();
  });
  const exported = async (of: RunningFrontDoor, leadId: string, role: 'operator' | 'marketer' = 'operator') =>
    fetch(`${of.url}/api/leads/${leadId}/export`, { headers: { authorization: `Bearer ${await of.token(role)}` } });

  it('comes from every service as one file, under every id that the person has had', async () => {
    const answer = await exported(whole, ID);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="person.json"');
    const document = (await answer.json()) as { services: Record<string, object> };
    expect(document).toMatchObject({ leadId: ID, ingest: { asked: `/leads/${ID}/export` } });
    expect(Object.keys(document.services)).toEqual(['scoring', 'routing', 'feedback', 'reporting']);
    expect(document.services.routing).toMatchObject({
      [ID]: { asked: `/leads/${ID}/export` },
      [EARLIER]: { asked: `/leads/${EARLIER}/export` },
    });
  });

  it('is for operators, says when there is nothing, and is never given out in part', async () => {
    expect((await exported(whole, ID, 'marketer')).status).toBe(403);
    expect((await exported(whole, GONE)).status).toBe(404);
    const half = await startFrontDoor({ upstreams: { ingest: other.url, scoring: other.url } });
    expect((await exported(half, ID)).status).toBe(503);
    await half.stop();
  });
});
