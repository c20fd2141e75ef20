import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Role, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { type Service, startSystem as startAll, type System } from '@baton/start';
import { importJWK, SignJWT } from 'jose';
import { eventually } from './eventually.js';
import type { SystemUnderTest } from './invariant/expect-each-ends-once.js';

/** The front door, as somebody of a role sees it. Any answer but a 2xx is an error. */
export interface ApiClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  put<Answer>(path: string, body: unknown): Promise<Answer>;
}

/** All of Baton, built, running as it does for a user, on data of its own. */
export interface RunningSystem extends SystemUnderTest {
  readonly system: System;
  as(role: Role, repId?: string): ApiClient;
  tokenFor(role: Role, repId?: string): Promise<string>;
  /** `kill -9`. The service is started again, as Kubernetes would; this resolves once it is ready. */
  kill(service: Service): Promise<void>;
  eventually(what: string, holds: () => Promise<boolean>, timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** While a service is away the front door says 503: callers try again, as a browser does. */
const TRIES = 60;
const PAUSE_MS = 500;

/**
 * Starts the built apps on a Postgres and a Kafka of their own. The apps must have been built.
 * @param durable true for measurements: then Postgres writes as it would in production.
 */
export async function startSystem({ durable = false }: { durable?: boolean } = {}): Promise<RunningSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-system-'));
  // Postgres does not run as root, so somebody else must be able to enter.
  chmodSync(folder, 0o755);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let system: System;
  try {
    system = await startAll({ folder, durable, prefer: 'containers', logLevel: 'warn', say: tellInfrastructure });
  } catch (error) {
    remove();
    throw error;
  }
  const signingKey = importJWK(system.secrets.authPrivateKey, 'EdDSA');
  const tokenFor = async (role: Role, repId?: string) =>
    new SignJWT({ name: `Test ${role}`, role, repId: repId ?? null })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(repId ?? `test-${role}`)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('2h')
      .sign(await signingKey);
  const as = (role: Role, repId?: string): ApiClient => {
    const token = tokenFor(role, repId);
    const call = async <Answer>(method: string, path: string, body?: unknown) =>
      callUntilAnswered<Answer>(system.url + path, {
        method,
        headers: {
          authorization: `Bearer ${await token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    return {
      get: (path) => call('GET', path),
      post: (path, body) => call('POST', path, body),
      put: (path, body) => call('PUT', path, body),
    };
  };
  return {
    system,
    url: system.url,
    brokers: system.brokers,
    operatorToken: await tokenFor('operator'),
    as,
    tokenFor,
    async kill(service) {
      const supervisor = system.apps.get(service);
      const before = supervisor?.mark?.pid;
      supervisor?.kill();
      await eventually(() => supervisor?.mark && supervisor.mark.pid !== before, `${service} to be started again`);
    },
    eventually: async (what, holds, timeoutMs = 60_000) => {
      await eventually(holds, what, timeoutMs);
    },
    async stop() {
      await system.stop();
      remove();
    },
  };
}

/** A test run says which servers it used, and nothing of what is the same each time. */
function tellInfrastructure(line: string): void {
  if (line.startsWith('Using ')) process.stderr.write(`${line}\n`);
}

async function callUntilAnswered<Answer>(url: string, request: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, request);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
    if (answer.status !== 503 || attempt === TRIES) {
      throw new Error(`${request.method} ${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
