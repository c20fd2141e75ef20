import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { InfrastructureError } from './infrastructure-error.js';
import { kafkaAnswers } from './kafka-answers.js';
import { kafkaJars } from './kafka-distribution.js';
import { type ProcessMark, type RunningProcess, startProcess } from './running-process.js';

export interface EmbeddedKafka {
  readonly brokers: string[];
  readonly process: RunningProcess;
  stop(): Promise<void>;
}

export interface KafkaListener {
  /** Upper case letters. */
  readonly name: string;
  readonly port: number;
  /** Where its clients are told to find the broker. */
  readonly advertisedPort: number;
}

export interface KafkaToStart {
  readonly dataDir: string;
  readonly logFile: string;
  /** Where consumers reach it on 127.0.0.1. */
  readonly port: number;
  /** Further ways in, for tests that put something between a client and the broker. */
  readonly listeners?: readonly KafkaListener[];
  /** Told as soon as there is a process, long before it answers. */
  readonly onProcess?: (mark: ProcessMark) => void;
}

const UP_WITHIN_MS = 90_000;
/** Any 16 bytes will do: there is only one broker in this cluster. */
const CLUSTER_ID = 'YmF0b24tZW1iZWRkZWQtMQ';

/** Real Kafka, one node that is broker and controller, out of Maven's artifacts. */
export async function startEmbeddedKafka({ dataDir, logFile, port, listeners = [], onProcess }: KafkaToStart): Promise<EmbeddedKafka> {
  const jars = await kafkaJars();
  mkdirSync(dataDir, { recursive: true });
  const properties = join(dataDir, 'server.properties');
  writeFileSync(properties, serverProperties(join(dataDir, 'log'), port, await freePort(), listeners));
  const logging = join(dataDir, 'log4j2.properties');
  writeFileSync(logging, LOG4J);
  const java = (heap: string, ...args: string[]) => [
    heap,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    `-Dlog4j2.configurationFile=${logging}`,
    '-cp',
    `${jars}/*`,
    ...args,
  ];
  if (!existsSync(join(dataDir, 'log', 'meta.properties'))) {
    await promisify(execFile)('java', java('-Xmx256m', 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties));
  }
  const running = startProcess({
    name: 'kafka',
    command: 'java',
    args: java('-Xmx512m', 'kafka.Kafka', properties),
    logFile,
  });
  onProcess?.(running.mark);
  const brokers = [`127.0.0.1:${port}`];
  let ended = false;
  void running.exited.then(() => (ended = true));
  const answered = await kafkaAnswers(brokers, UP_WITHIN_MS, () => ended);
  if (!answered) {
    await running.stop('SIGTERM', 5_000);
    throw new InfrastructureError(`Kafka did not come up: ${lastError(logFile)} (all of it: ${logFile})`);
  }
  return { brokers, process: running, stop: () => running.stop('SIGTERM', 30_000) };
}

function serverProperties(
  logDir: string,
  port: number,
  controllerPort: number,
  further: readonly KafkaListener[],
): string {
  const all = [{ name: 'PLAINTEXT', port, advertisedPort: port }, ...further];
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: [...all, { name: 'CONTROLLER', port: controllerPort }].map((one) => `${one.name}://127.0.0.1:${one.port}`).join(),
    'advertised.listeners': all.map((one) => `${one.name}://127.0.0.1:${one.advertisedPort}`).join(),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': ['CONTROLLER', ...all.map((one) => one.name)].map((name) => `${name}:PLAINTEXT`).join(),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': logDir,
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

const LOG4J = `rootLogger.level = WARN
rootLogger.appenderRef.stdout.ref = STDOUT
appender.console.type = Console
appender.console.name = STDOUT
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1}: %m%n
`;

function lastError(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  return lines.filter((line) => /ERROR|Exception/.test(line)).at(-1) ?? lines.at(-1) ?? 'it said nothing';
}
