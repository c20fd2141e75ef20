import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type EmbeddedKafka,
  type EmbeddedPostgres,
  freePort,
  type KafkaListener,
  serviceUrl,
  startEmbeddedKafka,
  startEmbeddedPostgres,
} from '@baton/infrastructure';
import { type App, apps, programOf, readOrMakeSecrets, type Secrets, type Service, services, Supervisor } from '@baton/start';
import { type ApiClient, eventually, frontDoorClients, TcpProxy } from '@baton/testing';
import type { Role } from '@baton/service-kit';
import pg from 'pg';
import type { SeededRandom } from '../seeded-random.js';
import { Instance } from './instance.js';

/** The built agent, also when this file runs from its source in a test. */
const AGENT = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'agent.js')).href;
const MIGRATE = join(import.meta.dirname, '..', '..', '..', 'start', 'dist', 'migrate-main.js');
const READY_WITHIN_MS = 120_000;

/** The wires of one service, each of which can be cut. */
export interface Wires {
  readonly database: TcpProxy;
  readonly kafka: TcpProxy;
}

export interface RigToStart {
  /** Data, logs and orders; must be new. */
  readonly folder: string;
  /** How often the first migration is killed in the middle before it may finish. */
  readonly killMigrations: number;
  readonly random: SeededRandom;
  readonly say: (line: string) => void;
}

/** All of Baton on real servers, every wire between them in our hands. */
export class Rig {
  readonly instances: Instance[] = [];
  private postgres: EmbeddedPostgres | null = null;
  private kafka: EmbeddedKafka | null = null;
  private client: pg.Client | null = null;
  private clients: ReturnType<typeof frontDoorClients> | null = null;

  private constructor(
    private readonly folder: string,
    private readonly secrets: Secrets,
    private readonly ports: { readonly postgres: number; readonly kafka: number; readonly http: number },
    readonly wires: ReadonlyMap<Service, Wires>,
    private readonly listeners: readonly KafkaListener[],
  ) {}

  static async start({ folder, killMigrations, random, say }: RigToStart): Promise<Rig> {
    mkdirSync(join(folder, 'orders'), { recursive: true });
    const ports = { postgres: await freePort(), kafka: await freePort(), http: await freePort() };
    const wires = new Map<Service, Wires>();
    const listeners: KafkaListener[] = [];
    for (const service of services) {
      const port = await freePort();
      const kafka = await TcpProxy.start({ host: '127.0.0.1', port });
      const database = await TcpProxy.start({ host: '127.0.0.1', port: ports.postgres });
      listeners.push({ name: service.toUpperCase(), port, advertisedPort: kafka.port });
      wires.set(service, { database, kafka });
    }
    const rig = new Rig(folder, await readOrMakeSecrets(folder, apps), ports, wires, listeners);
    try {
      say('Starting Postgres and Kafka');
      await Promise.all([rig.startPostgres(), rig.startKafka()]);
      say(killMigrations > 0 ? `Migrating, killed ${killMigrations} times on the way` : 'Migrating');
      await rig.migrate(killMigrations, random);
      say('Starting the services and the web app');
      for (const app of apps) (await rig.addInstance(app)).start();
      await rig.untilReady();
      return rig;
    } catch (error) {
      await rig.stop();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** Straight to the broker, past every wire. */
  get brokers(): string[] {
    return [`127.0.0.1:${this.ports.kafka}`];
  }

  as(role: Role, repId?: string): ApiClient {
    this.clients ??= frontDoorClients(this.url, this.secrets.authPrivateKey);
    return this.clients.as(role, repId);
  }

  async operatorToken(): Promise<string> {
    this.clients ??= frontDoorClients(this.url, this.secrets.authPrivateKey);
    return this.clients.tokenFor('operator');
  }

  /** Runs SQL as the superuser, past every wire. */
  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    if (!this.client) {
      const client = new pg.Client({ connectionString: this.adminUrl, keepAlive: true });
      client.on('error', () => (this.client = null));
      await client.connect();
      this.client = client;
    }
    return (await this.client.query(text, values)).rows as Row[];
  }

  /** A superuser connection of its own, for transactions. End it. */
  async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  of(app: App): Instance[] {
    return this.instances.filter((instance) => instance.app === app);
  }

  /** One more process of the app; it does not run yet. The front door knows the first of each service only. */
  async addInstance(app: App): Promise<Instance> {
    const port = app === 'web' ? this.ports.http : await freePort();
    const orders = join(this.folder, 'orders');
    const number = this.of(app).length + 1;
    const supervisor = new Supervisor({
      name: app,
      program: programOf(app),
      logFile: join(this.folder, 'logs', `${app}-${number}.log`),
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${AGENT}`,
        BATON_FAULTS_FOLDER: orders,
        BATON_PORT: String(port),
        BATON_PUBLIC_URL: this.url,
        BATON_LOG_LEVEL: 'info',
        BATON_AUTH_PUBLIC_KEY: JSON.stringify(this.secrets.authPublicKey),
        ...(app === 'web' ? this.frontDoorConfig() : this.serviceConfig(app)),
      },
    });
    const instance = new Instance(app, port, supervisor, orders);
    this.instances.push(instance);
    return instance;
  }

  /** Takes an instance away for good. */
  async removeInstance(instance: Instance): Promise<void> {
    this.instances.splice(this.instances.indexOf(instance), 1);
    await instance.leave();
  }

  async untilReady(): Promise<void> {
    for (const instance of this.instances) {
      await eventually(() => instance.isReady(), `${instance.app} to be ready`, READY_WITHIN_MS);
    }
  }

  async startPostgres(): Promise<void> {
    this.postgres = await startEmbeddedPostgres({
      dataDir: join(this.folder, 'postgres'),
      logFile: join(this.folder, 'logs', 'postgres.log'),
      password: this.secrets.postgresPassword,
      // Killing it must prove something.
      durable: true,
      port: this.ports.postgres,
    });
  }

  async startKafka(): Promise<void> {
    this.kafka = await startEmbeddedKafka({
      dataDir: join(this.folder, 'kafka'),
      logFile: join(this.folder, 'logs', 'kafka.log'),
      port: this.ports.kafka,
      listeners: this.listeners,
    });
  }

  /** `SIGINT` is Postgres' fast shutdown; `SIGKILL` a machine that dies. Resolves once it has ended. */
  async endPostgres(signal: NodeJS.Signals): Promise<void> {
    await this.postgres?.process.stop(signal, 30_000);
    this.client = null;
  }

  async endKafka(signal: NodeJS.Signals): Promise<void> {
    await this.kafka?.process.stop(signal, 30_000);
  }

  signalKafka(signal: NodeJS.Signals): void {
    this.kafka?.process.child.kill(signal);
  }

  /** Where processes have died by order, so far. */
  crashes(): string[] {
    const file = join(this.folder, 'orders', 'crashes.log');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  async stop(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.leave()));
    await this.client?.end().catch(() => {});
    this.signalKafka('SIGCONT');
    await this.kafka?.stop();
    await this.postgres?.stop();
    for (const { database, kafka } of this.wires.values()) await Promise.all([database.stop(), kafka.stop()]);
  }

  private get adminUrl(): string {
    return `postgres://postgres:${encodeURIComponent(this.secrets.postgresPassword)}@127.0.0.1:${this.ports.postgres}/postgres`;
  }

  /** As the Job on Kubernetes would, which may die as well. */
  private async migrate(kills: number, random: SeededRandom): Promise<void> {
    const passwords = Object.fromEntries(
      apps.map((app) => [`BATON_${app.toUpperCase()}_DATABASE_PASSWORD`, this.secrets.rolePasswords[app] ?? '']),
    );
    const env = {
      ...process.env,
      ...passwords,
      BATON_POSTGRES_ADMIN_URL: this.adminUrl,
      BATON_KAFKA_BROKERS: this.brokers.join(),
    };
    const run = (killAfterMs?: number) =>
      new Promise<number | null>((resolve) => {
        const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', MIGRATE], { env, stdio: ['ignore', 'ignore', 'inherit'] });
        if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
        child.once('exit', (code) => resolve(code));
      });
    for (let kill = 0; kill < kills; kill++) await run(random.between(400, 1_400));
    if ((await run()) !== 0) throw new Error('The migration did not succeed after it had been killed on the way.');
  }

  private serviceConfig(service: Service): NodeJS.ProcessEnv {
    const { database, kafka } = this.wires.get(service)!;
    const url = new URL(serviceUrl(this.adminUrl, service, this.secrets.rolePasswords[service] ?? ''));
    url.port = String(database.port);
    return {
      BATON_DATABASE_URL: url.href,
      BATON_KAFKA_BROKERS: `127.0.0.1:${kafka.port}`,
      ...(service === 'ingest' ? { BATON_SECRETS_KEY: this.secrets.secretsKey } : {}),
    };
  }

  private frontDoorConfig(): NodeJS.ProcessEnv {
    return {
      BATON_HTTP_PORT: String(this.ports.http),
      BATON_DATABASE_URL: serviceUrl(this.adminUrl, 'web', this.secrets.rolePasswords['web'] ?? ''),
      BATON_KAFKA_BROKERS: this.brokers.join(),
      BATON_AUTH_PRIVATE_KEY: JSON.stringify(this.secrets.authPrivateKey),
      ...Object.fromEntries(
        services.map((service) => [
          `BATON_UPSTREAM_${service.toUpperCase()}`,
          `http://127.0.0.1:${this.of(service)[0]!.port}`,
        ]),
      ),
    };
  }
}
