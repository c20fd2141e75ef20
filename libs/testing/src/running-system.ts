import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@baton/service-kit';
import { type Service, startSystem as startAll, type System } from '@baton/start';
import { type ApiClient, frontDoorClients } from './api-client.js';
import { eventually } from './eventually.js';
import type { SystemUnderTest } from './invariant/expect-each-ends-once.js';

/** All of Baton, built, running as it does for a user, on data of its own. */
export interface RunningSystem extends SystemUnderTest {
  readonly system: System;
  /** Where each app writes its log. */
  readonly logFolder: string;
  as(role: Role, repId?: string): ApiClient;
  tokenFor(role: Role, repId?: string): Promise<string>;
  /** `kill -9`. The service is started again, as Kubernetes would; this resolves once it is ready. */
  kill(service: Service): Promise<void>;
  eventually(what: string, holds: () => Promise<boolean>, timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

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
    const demand = process.env['BATON_TEST_INFRASTRUCTURE'] as 'containers' | 'embedded' | undefined;
    system = await startAll({ folder, durable, prefer: 'containers', demand, logLevel: 'warn', say: tellInfrastructure });
  } catch (error) {
    remove();
    throw error;
  }
  const { as, tokenFor } = frontDoorClients(system.url, system.secrets.authPrivateKey);
  return {
    system,
    logFolder: join(folder, 'logs'),
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
