import { join } from 'node:path';
import { startEmbeddedKafka } from './embedded-kafka.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { freePort } from './free-port.js';
import { InfrastructureError } from './infrastructure-error.js';
import { javaProblem } from './kafka-distribution.js';
import type { ProcessMark } from './running-process.js';

export type InfrastructureKind = 'given' | 'containers' | 'embedded';

export interface Infrastructure {
  readonly kind: InfrastructureKind;
  readonly adminUrl: string;
  readonly brokers: string[];
  /** The processes that it runs on this machine, if any. */
  readonly processes: ProcessMark[];
  stop(): Promise<void>;
}

export interface InfrastructureToStart {
  /** Folder for data and logs of embedded servers. */
  readonly folder: string;
  readonly postgresPassword: string;
  readonly durable: boolean;
  readonly kafkaPort?: number;
  /** Tests prefer containers where there are some; a person at a desk prefers what starts at once. */
  readonly prefer: 'containers' | 'embedded';
  readonly say: (line: string) => void;
}

/** Postgres and Kafka: the given ones, else in containers or embedded, whichever is preferred and can be had. */
export async function startInfrastructure(start: InfrastructureToStart): Promise<Infrastructure> {
  const given = givenInfrastructure(process.env);
  if (given) {
    start.say('Using the Postgres and Kafka that were given by BATON_POSTGRES_ADMIN_URL and BATON_KAFKA_BROKERS.');
    return given;
  }
  const noJava = javaProblem();
  if (start.prefer === 'embedded' && !noJava) return startEmbedded(start);

  // Loaded late: it is large, and mostly not needed.
  const { containerProblem, startKafkaContainer, startPostgresContainer } = await import('./containers.js');
  const noContainers = await containerProblem();
  if (!noContainers) {
    start.say('Using Postgres and Kafka in containers.');
    const [postgres, kafka] = await Promise.all([startPostgresContainer(start.durable), startKafkaContainer()]);
    return {
      kind: 'containers',
      adminUrl: postgres.adminUrl,
      brokers: kafka.brokers,
      processes: [],
      stop: async () => void (await Promise.all([postgres.stop(), kafka.stop()])),
    };
  }
  if (noJava) throw new InfrastructureError(`${noJava} (${noContainers})`);
  start.say(`Using embedded Postgres and Kafka: ${noContainers}.`);
  return startEmbedded(start);
}

async function startEmbedded(start: InfrastructureToStart): Promise<Infrastructure> {
  const logs = join(start.folder, 'logs');
  const started = await Promise.allSettled([
    startEmbeddedPostgres({
      dataDir: join(start.folder, 'postgres'),
      logFile: join(logs, 'postgres.log'),
      password: start.postgresPassword,
      durable: start.durable,
    }),
    startEmbeddedKafka({
      dataDir: join(start.folder, 'kafka'),
      logFile: join(logs, 'kafka.log'),
      port: start.kafkaPort ?? (await freePort()),
    }),
  ]);
  const [postgres, kafka] = started;
  if (postgres.status === 'rejected' || kafka.status === 'rejected') {
    for (const server of started) if (server.status === 'fulfilled') await server.value.stop();
    throw (started.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason;
  }
  return {
    kind: 'embedded',
    adminUrl: postgres.value.adminUrl,
    brokers: kafka.value.brokers,
    processes: [postgres.value.process.mark, kafka.value.process.mark],
    // Kafka first: nothing is left then that anybody would want to write down.
    stop: async () => {
      await kafka.value.stop();
      await postgres.value.stop();
    },
  };
}

/** @throws InfrastructureError when only one of the two was given. */
export function givenInfrastructure(environment: NodeJS.ProcessEnv): Infrastructure | null {
  const adminUrl = environment['BATON_POSTGRES_ADMIN_URL'];
  const brokers = environment['BATON_KAFKA_BROKERS'];
  if (!adminUrl && !brokers) return null;
  if (!adminUrl || !brokers) {
    throw new InfrastructureError(
      'Give both BATON_POSTGRES_ADMIN_URL and BATON_KAFKA_BROKERS, or neither: then Baton brings its own.',
    );
  }
  return { kind: 'given', adminUrl, brokers: brokers.split(','), processes: [], stop: () => Promise.resolve() };
}
