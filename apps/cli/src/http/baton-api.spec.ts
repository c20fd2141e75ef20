import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliError, exitCodes } from '../cli-error.js';
import { BatonApi } from './baton-api.js';

describe('the HTTP client', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let asked: { method: string; path: string; authorization: string | undefined; body: string };
  let api: BatonApi;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        asked = { method: request.method!, path: request.url!, authorization: request.headers.authorization, body };
        response.writeHead(answer.status).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    api = new BatonApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => Promise.resolve('t0ken'));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const problem = (status: number, detail: string) => ({ status, body: JSON.stringify({ title: 'No', status, detail }) });
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => error as CliError,
    );

  it('asks with the token', async () => {
    answer = { status: 200, body: '{"ok":true}' };
    await expect(api.get('/api/status')).resolves.toEqual({ ok: true });
    expect(asked).toEqual({ method: 'GET', path: '/api/status', authorization: 'Bearer t0ken', body: '' });
  });

  it('posts JSON, and takes an empty answer', async () => {
    answer = { status: 202, body: '' };
    await expect(api.post('/api/x', { note: 'done' })).resolves.toBeUndefined();
    expect(asked).toMatchObject({ method: 'POST', body: '{"note":"done"}' });
  });

  it.each([
    [problem(401, 'It has expired.'), exitCodes.notAllowed, /not accepted: It has expired\. .*--token/],
    [problem(403, 'This needs the role operator.'), exitCodes.notAllowed, /^This needs the role operator\.$/],
    [problem(404, 'No lead has this id.'), exitCodes.notFound, /^No lead has this id\.$/],
    [problem(409, 'It is closed already.'), exitCodes.failed, /^It is closed already\.$/],
    [problem(503, 'scoring does not answer.'), exitCodes.notRunning, /^Not available now: scoring does not answer\.$/],
    [{ status: 500, body: '<html>' }, exitCodes.failed, /^\/api\/x answered 500\.$/],
    [{ status: 200, body: '<html>' }, exitCodes.failed, /does not answer as Baton does/],
  ])('says %j in one line', async (given, exitCode, words) => {
    answer = given;
    const error = await failure(api.get('/api/x'));
    expect(error).toBeInstanceOf(CliError);
    expect(error!.message).toMatch(words);
    expect(error!.message).not.toContain('\n');
    expect(error!.exitCode).toBe(exitCode);
  });

  it('says how to start Baton when nobody listens', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const error = await failure(new BatonApi(`http://127.0.0.1:${port}`, () => Promise.resolve('t')).get('/'));
    expect(error!.message).toBe(`Baton is not running at http://127.0.0.1:${port}. Start it with \`npm start\`.`);
    expect(error!.exitCode).toBe(exitCodes.notRunning);
  });
});
