import { join } from 'node:path';
import { startEmbeddedKafka } from './embedded-kafka.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { demandPort, freePort } from './free-port.js';
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
  /** Nothing else will do: for runs that prove one road. */
  readonly demand?: 'containers' | 'embedded' | undefined;
  readonly say: (line: string) => void;
  /** Told of each process on this machine as soon as there is one. */
  readonly onProcess?: (mark: ProcessMark) => void;
}

/** Postgres and Kafka: the given ones, else in containers or embedded, whichever is preferred and can be had. */
export async function startInfrastructure(start: InfrastructureToStart): Promise<Infrastructure> {
  const given = givenInfrastructure(process.env);
  if (given && !start.demand) {
    start.say('Using the Postgres and Kafka that were given by BATON_POSTGRES_ADMIN_URL and BATON_KAFKA_BROKERS.');
    return given;
  }
  const noJava = javaProblem();
  if (start.demand === 'embedded' && noJava) throw new InfrastructureError(noJava);
  if ((start.demand ?? start.prefer) === 'embedded' && !noJava) {
    if (start.demand) start.say('Using embedded Postgres and Kafka, as asked.');
    return startEmbedded(start);
  }

  // Loaded late: it is large, and mostly not needed.
  const { containerProblem, endLeftContainers, startKafkaContainer, startPostgresContainer } = await import('./containers.js');
  const noContainers = await containerProblem();
  if (!noContainers) {
    start.say('Using Postgres and Kafka in containers.');
    if (start.durable) await endLeftContainers(start.folder);
    await demandKafkaPort(start);
    const [postgres, kafka] = await allOrNone(startPostgresContainer(start), startKafkaContainer(start));
    return {
      kind: 'containers',
      adminUrl: postgres.adminUrl,
      brokers: kafka.brokers,
      processes: [],
      stop: async () => {
        await kafka.stop();
        await postgres.stop();
      },
    };
  }
  if (start.demand === 'containers') throw new InfrastructureError(`Containers were asked for, but ${noContainers}.`);
  if (noJava) throw new InfrastructureError(`${noJava} (${noContainers})`);
  start.say(`Using embedded Postgres and Kafka: ${noContainers}.`);
  return startEmbedded(start);
}

async function startEmbedded(start: InfrastructureToStart): Promise<Infrastructure> {
  await demandKafkaPort(start);
  const logs = join(start.folder, 'logs');
  const onProcess = start.onProcess ? { onProcess: start.onProcess } : {};
  const [postgres, kafka] = await allOrNone(
    startEmbeddedPostgres({
      dataDir: join(start.folder, 'postgres'),
      logFile: join(logs, 'postgres.log'),
      password: start.postgresPassword,
      durable: start.durable,
      ...onProcess,
    }),
    startEmbeddedKafka({
      dataDir: join(start.folder, 'kafka'),
      logFile: join(logs, 'kafka.log'),
      port: start.kafkaPort ?? (await freePort()),
      ...onProcess,
    }),
  );
  return {
    kind: 'embedded',
    adminUrl: postgres.adminUrl,
    brokers: kafka.brokers,
    processes: [postgres.process.mark, kafka.process.mark],
    // Kafka first: nothing is left then that anybody would want to write down.
    stop: async () => {
      await kafka.stop();
      await postgres.stop();
    },
  };
}

async function demandKafkaPort({ kafkaPort }: InfrastructureToStart): Promise<void> {
  if (kafkaPort) await demandPort(kafkaPort, 'Kafka', 'BATON_KAFKA_PORT');
}

interface Stoppable {
  stop(): Promise<void>;
}

/** Waits for both; when one fails, the other is stopped. */
async function allOrNone<A extends Stoppable, B extends Stoppable>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  for (const server of [b, a]) if (server.status === 'fulfilled') await server.value.stop();
  throw (a.status === 'rejected' ? a : (b as PromiseRejectedResult)).reason;
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
