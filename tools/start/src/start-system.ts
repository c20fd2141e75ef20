import { join } from 'node:path';
import {
  demandDiskSpace,
  demandPort,
  freePort,
  type Infrastructure,
  InfrastructureError,
  type InfrastructureToStart,
  type ProcessMark,
  serviceUrl,
  startInfrastructure,
} from '@baton/infrastructure';
import type { Logger } from '@baton/messaging';
import { type App, apps, programOf, services } from './apps.js';
import { migrateEverything } from './migrate.js';
import { readOrMakeSecrets, type Secrets } from './secrets.js';
import { Supervisor } from './supervisor.js';

export interface SystemToStart extends Pick<InfrastructureToStart, 'prefer' | 'demand' | 'durable' | 'say'> {
  /** Everything that is kept: data, secrets, logs. */
  readonly folder: string;
  /** Ports of the front door and of Kafka; a free one when left out. */
  readonly httpPort?: number;
  readonly kafkaPort?: number;
  readonly logLevel?: string;
  /** Told of each process as it starts, so that a later run can end what this one could not. */
  readonly onProcess?: (mark: ProcessMark) => void;
  /** Gives the start up: what has started is stopped, and the call rejects. */
  readonly signal?: AbortSignal;
}

export interface System {
  readonly url: string;
  readonly brokers: readonly string[];
  readonly secrets: Secrets;
  readonly infrastructure: Infrastructure;
  readonly apps: ReadonlyMap<App, Supervisor>;
  /** Services first, then Kafka, then Postgres. */
  stop(): Promise<void>;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const READY_WITHIN_MS = 90_000;

/** Starts all of Baton on this machine and waits until every part is ready. What has started is stopped if the rest fails. */
export async function startSystem(start: SystemToStart): Promise<System> {
  const { folder, say } = start;
  demandDiskSpace(folder);
  if (start.httpPort) await demandPort(start.httpPort, 'the front door', 'BATON_HTTP_PORT');
  const secrets = await readOrMakeSecrets(folder, apps);
  start.signal?.throwIfAborted();
  say('Starting Postgres and Kafka');
  const infrastructure = await startInfrastructure({
    folder,
    postgresPassword: secrets.postgresPassword,
    durable: start.durable,
    prefer: start.prefer,
    demand: start.demand,
    say,
    ...(start.kafkaPort ? { kafkaPort: start.kafkaPort } : {}),
    ...(start.onProcess ? { onProcess: start.onProcess } : {}),
  });

  const supervisors = new Map<App, Supervisor>();
  const stop = async () => {
    await Promise.all([...supervisors.values()].map((supervisor) => supervisor.stop()));
    await infrastructure.stop();
  };
  try {
    start.signal?.throwIfAborted();
    say('Migrating schemas and creating topics');
    const { adminUrl, brokers } = infrastructure;
    await migrateEverything({ adminUrl, brokers, rolePasswords: secrets.rolePasswords, logger: silent });

    start.signal?.throwIfAborted();
    say('Starting the services and the web app');
    const httpPort = start.httpPort ?? (await freePort());
    const url = `http://127.0.0.1:${httpPort}`;
    const ports = new Map<App, number>();
    for (const app of apps) ports.set(app, app === 'web' ? httpPort : await freePort());
    const common = {
      ...process.env,
      BATON_PUBLIC_URL: process.env['BATON_PUBLIC_URL'] ?? url,
      BATON_KAFKA_BROKERS: brokers.join(','),
      BATON_AUTH_PUBLIC_KEY: JSON.stringify(secrets.authPublicKey),
      BATON_LOG_LEVEL: start.logLevel ?? process.env['BATON_LOG_LEVEL'] ?? 'info',
    };
    for (const app of apps) {
      const supervisor = new Supervisor(
        {
          name: app,
          program: programOf(app),
          logFile: join(folder, 'logs', `${app}.log`),
          env: {
            ...common,
            BATON_PORT: String(ports.get(app)),
            BATON_DATABASE_URL: serviceUrl(adminUrl, app, secrets.rolePasswords[app] ?? ''),
            ...(app === 'ingest' ? { BATON_SECRETS_KEY: secrets.secretsKey } : {}),
            ...(app === 'web' ? frontDoorConfig(httpPort, secrets, ports) : {}),
          },
        },
        {
          onCrash: (name, code) => say(`${name} ended unexpectedly (${code ?? 'killed'}) and is started again`),
          ...(start.onProcess ? { onStarted: start.onProcess } : {}),
        },
      );
      supervisors.set(app, supervisor);
      supervisor.start();
    }
    await Promise.all([...ports].map(([app, port]) => untilReady(app, port, join(folder, 'logs', `${app}.log`), start.signal)));
    return { url, brokers, secrets, infrastructure, apps: supervisors, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function frontDoorConfig(httpPort: number, secrets: Secrets, ports: ReadonlyMap<App, number>): NodeJS.ProcessEnv {
  return {
    BATON_HTTP_PORT: String(httpPort),
    BATON_AUTH_PRIVATE_KEY: JSON.stringify(secrets.authPrivateKey),
    ...Object.fromEntries(
      services.map((service) => [`BATON_UPSTREAM_${service.toUpperCase()}`, `http://127.0.0.1:${ports.get(service)}`]),
    ),
  };
}

async function untilReady(app: App, port: number, logFile: string, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) throw new InfrastructureError(`${app} did not become ready. Its log says why: ${logFile}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
