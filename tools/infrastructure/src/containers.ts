import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { GenericContainer, getContainerRuntimeClient, ImageName, Wait } from 'testcontainers';
import { InfrastructureError } from './infrastructure-error.js';
import { kafkaAnswers } from './kafka-answers.js';

const POSTGRES_IMAGE = 'postgres:18';
const KAFKA_IMAGE = 'apache/kafka:4.3.0';
const START_WITHIN_MS = 120_000;
/** Where the container waits for the address that it must advertise, known only once its port is mapped. */
const ADVERTISED_FILE = '/tmp/advertised-listeners';
/** Any 16 bytes will do, the same ones each time: kept data belongs to one cluster. */
const CLUSTER_ID = 'YmF0b24tY29udGFpbmVyLQ';
/** On each container that keeps data: the volume that it keeps it in. */
const VOLUME_LABEL = 'baton.volume';
const PATIENCE_MS = 30_000;

export interface ContainersToStart {
  /** False trades safety against a power cut for speed, and keeps no data: for tests only. */
  readonly durable: boolean;
  /** Names the volumes in which durable data is kept. */
  readonly folder: string;
  /** The superuser's password; with kept data it must stay the same. */
  readonly postgresPassword: string;
  /** Where consumers reach Kafka; any port when left out. */
  readonly kafkaPort?: number;
}

/** Why containers cannot be used here, in words; null when they can. */
export async function containerProblem(): Promise<string | null> {
  let client;
  try {
    client = await getContainerRuntimeClient();
  } catch {
    return 'no container engine answers';
  }
  for (const image of [POSTGRES_IMAGE, KAFKA_IMAGE]) {
    try {
      const name = ImageName.fromString(image);
      if (!(await client.image.exists(name))) await client.image.pull(name);
    } catch {
      return `a container engine answers, but the image ${image} cannot be had`;
    }
  }
  return null;
}

/**
 * Ends the containers that a killed launcher left with the data of `folder`. The engine removes them by itself, but
 * only after a while, and two Postgres on the same files would destroy them.
 */
export async function endLeftContainers(folder: string): Promise<void> {
  const { container } = await getContainerRuntimeClient();
  for (const name of ['kafka', 'postgres']) {
    const find = () => container.fetchByLabel(VOLUME_LABEL, volumeName(folder, name));
    for (let left = await find(); left; left = await find()) {
      try {
        await container.stop(left, { timeout: PATIENCE_MS });
        await container.remove(left, { removeVolumes: false });
      } catch {
        // The engine is just removing it, too.
        await pause(200);
      }
    }
  }
}

export async function startPostgresContainer(start: ContainersToStart): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const container = await new PostgreSqlContainer(POSTGRES_IMAGE)
    .withUsername('postgres')
    .withPassword(start.postgresPassword)
    .withDatabase('postgres')
    .withCommand(['postgres', ...['max_connections=300', ...(start.durable ? [] : careless)].flatMap((setting) => ['-c', setting])])
    .withBindMounts(start.durable ? [{ source: volumeName(start.folder, 'postgres'), target: '/var/lib/postgresql' }] : [])
    .withLabels(start.durable ? { [VOLUME_LABEL]: volumeName(start.folder, 'postgres') } : {})
    .withStartupTimeout(START_WITHIN_MS)
    .start();
  return { adminUrl: container.getConnectionUri(), stop: async () => void (await container.stop(patience(start))) };
}

export async function startKafkaContainer(start: ContainersToStart): Promise<{ brokers: string[]; stop(): Promise<void> }> {
  const container = await new KafkaContainer(KAFKA_IMAGE)
    .withExposedPorts(start.kafkaPort ? { container: 9092, host: start.kafkaPort } : 9092)
    .withEnvironment({
      CLUSTER_ID,
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_LISTENERS: 'EXTERNAL://:9092,INTERNAL://:19092,CONTROLLER://:9093',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '8',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    .withBindMounts(start.durable ? [{ source: volumeName(start.folder, 'kafka'), target: '/var/lib/kafka/data' }] : [])
    .withLabels(start.durable ? { [VOLUME_LABEL]: volumeName(start.folder, 'kafka') } : {})
    .withEntrypoint(['sh', '-c'])
    .withCommand([
      `echo waiting for the address; while [ ! -s ${ADVERTISED_FILE} ]; do sleep 0.1; done; ` +
        `export KAFKA_ADVERTISED_LISTENERS="$(cat ${ADVERTISED_FILE})"; exec /etc/kafka/docker/run`,
    ])
    .withWaitStrategy(Wait.forLogMessage(/waiting for the address/))
    .withStartupTimeout(START_WITHIN_MS)
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(9092)}`;
  await container.copyContentToContainer([
    { content: `EXTERNAL://${address},INTERNAL://localhost:19092`, target: ADVERTISED_FILE },
  ]);
  if (!(await kafkaAnswers([address], START_WITHIN_MS))) {
    await container.stop();
    throw new InfrastructureError('Kafka did not come up in its container: docker logs says why');
  }
  return { brokers: [address], stop: async () => void (await container.stop(patience(start))) };
}

/** A port that was asked for by number is for this machine alone: nobody signs in to this Kafka. */
class KafkaContainer extends GenericContainer {
  private asked = false;

  override withExposedPorts(...ports: Parameters<GenericContainer['withExposedPorts']>): this {
    this.asked = ports.some((port) => typeof port === 'object');
    return super.withExposedPorts(...ports);
  }

  protected override beforeContainerCreated(): Promise<void> {
    const bindings = Object.values((this.hostConfig.PortBindings ?? {}) as Record<string, { HostIp?: string }[]>);
    if (this.asked) for (const binding of bindings.flat()) binding.HostIp = '127.0.0.1';
    return Promise.resolve();
  }
}

/** Data that is kept is worth a proper goodbye; without it containers are killed. In milliseconds. */
function patience({ durable }: ContainersToStart): { timeout: number } {
  return { timeout: durable ? PATIENCE_MS : 0 };
}

/** A volume of the engine's own, so that its files need no owner on this machine. Two checkouts have two. */
function volumeName(folder: string, name: string): string {
  const checkout = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `baton-${checkout}-${name}`;
}
