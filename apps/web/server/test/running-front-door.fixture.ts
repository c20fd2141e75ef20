import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock, createLogger, type Role, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { SettableClock, startTestPostgres } from '@baton/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { PutAccount } from '../src/application/put-account.js';
import { createFrontDoor } from '../src/front-door.js';
import { webDatabase } from '../src/infrastructure/web.database.js';
import type { Upstreams } from '../src/upstreams.js';
import type { WebConfig } from '../src/web.config.js';

export const NOBODY_LISTENS = 'http://127.0.0.1:9';
export const PASSWORD = 'a password for tests';

export interface RunningFrontDoor {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly clock: SettableClock;
  /** The public half of the key that sessions are signed with. */
  readonly publicJwk: { kty: string; crv: string; x: string };
  token(role: Role, repId?: string): Promise<string>;
  createAccount(email: string, role: Role, repId?: string): Promise<void>;
  /** Signs in as a browser would and returns the `Cookie` header. */
  cookieOf(email: string): Promise<string>;
  stop(): Promise<void>;
}

/** The whole front door on a port and a database of its own. */
export async function startFrontDoor({
  upstreams = {},
  clientFolder,
  publicUrl = 'https://baton.example',
}: {
  upstreams?: Partial<Upstreams>;
  clientFolder?: string;
  publicUrl?: string;
} = {}): Promise<RunningFrontDoor> {
  const schema = await (await startTestPostgres()).createServiceDatabase(webDatabase);
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = (await exportJWK(privateKey)) as WebConfig['BATON_AUTH_PRIVATE_KEY'];
  const folder = clientFolder ?? smallClient();
  const config: WebConfig = {
    BATON_HTTP_PORT: 0,
    BATON_HOST: '127.0.0.1',
    BATON_DATABASE_URL: schema.url,
    BATON_DATABASE_POOL: 4,
    BATON_AUTH_PRIVATE_KEY: jwk,
    BATON_PUBLIC_URL: publicUrl,
    BATON_LOG_LEVEL: 'silent',
    BATON_UPSTREAM_INGEST: upstreams.ingest ?? NOBODY_LISTENS,
    BATON_UPSTREAM_SCORING: upstreams.scoring ?? NOBODY_LISTENS,
    BATON_UPSTREAM_ROUTING: upstreams.routing ?? NOBODY_LISTENS,
    BATON_UPSTREAM_FEEDBACK: upstreams.feedback ?? NOBODY_LISTENS,
    BATON_UPSTREAM_REPORTING: upstreams.reporting ?? NOBODY_LISTENS,
  };
  const app = await createFrontDoor(config, folder, createLogger('web', 'silent'));
  const clock = new SettableClock(new Date().toISOString());
  app.get(Clock).now = () => clock.now();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    url,
    clock,
    publicJwk: { kty: jwk.kty, crv: jwk.crv, x: jwk.x },
    token: (role, repId) =>
      new SignJWT({ name: `A ${role}`, role, repId: repId ?? null })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('test')
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setExpirationTime('5m')
        .sign(privateKey),
    async createAccount(email, role, repId) {
      const account = { email, name: email.split('@')[0]!, role, repId: repId ?? null, password: PASSWORD };
      await app.get(PutAccount).run(account);
    },
    async cookieOf(email) {
      const answer = await fetch(`${url}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    },
    async stop() {
      await app.close();
      await schema.drop();
      if (clientFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As the build leaves it, and as small as can be. */
function smallClient(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-client-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Baton</title>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets', 'app-AbC123.js'), 'export default 1');
  return folder;
}
