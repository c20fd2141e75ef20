import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { GenericContainer, getContainerRuntimeClient, ImageName, Wait } from 'testcontainers';
import { kafkaAnswers } from './kafka-answers.js';

const POSTGRES_IMAGE = 'postgres:18';
const KAFKA_IMAGE = 'apache/kafka:4.3.0';
const START_WITHIN_MS = 120_000;
/** Where the container waits for the address that it must advertise, known only once its port is mapped. */
const ADVERTISED_FILE = '/tmp/advertised-listeners';

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

/** @param durable false trades safety against a power cut for speed: for tests only. */
export async function startPostgresContainer(durable: boolean): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const settings = ['max_connections=300', ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])];
  const container = await new PostgreSqlContainer(POSTGRES_IMAGE)
    .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
    .withStartupTimeout(START_WITHIN_MS)
    .start();
  return { adminUrl: container.getConnectionUri(), stop: async () => void (await container.stop()) };
}

export async function startKafkaContainer(): Promise<{ brokers: string[]; stop(): Promise<void> }> {
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withExposedPorts(9092)
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_LISTENERS: 'EXTERNAL://:9092,INTERNAL://:19092,CONTROLLER://:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '8',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
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
    throw new Error('The Kafka container did not come up');
  }
  return { brokers: [address], stop: async () => void (await container.stop()) };
}
