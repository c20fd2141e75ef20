import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leadRejected } from '@baton/contracts';
import { kafkaJars } from '@baton/infrastructure';
import { KafkaJsBroker } from '@baton/messaging';
import { testBrokers } from '@baton/testing';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'guide', 'subscribe-to-events.md'), 'utf8');
const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** Of the run's own: other tests write into the real ones. */
const topic = `lead.rejected.${randomUUID().slice(0, 8)}`;
const leadId = leadRejected.example.leadId;
const told = `${leadId} ${leadRejected.example.reasons.join(' ')}`;
/** Of a record that comes twice, one that is no event, and one more event. */
const onceEach = [told, 'no event at 0/2', told];

/** The page's blocks in one language, pointed at the test's broker and topic. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) =>
    code!
      .replaceAll('127.0.0.1:19092', testBrokers()[0]!)
      .replaceAll('lead.rejected', topic)
      .replaceAll('my-rejections', `my-rejections-${randomUUID()}`),
  );
}

/** Runs until it has said so much, and ends it then. */
function firstLines(count: number, command: string, args: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const lines = said.split('\n').slice(0, -1);
      if (lines.length >= count) {
        child.kill('SIGKILL');
        resolve(lines.slice(0, count));
      }
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`It ended early. It said: ${said}${complaint}`)));
  });
}

const has = (command: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A Python that has the client, in a folder of its own; null where none can be had. */
function pythonWithClient(folder: string): string | null {
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'ignore', timeout: 60_000 });
    const python = join(folder, 'bin', 'python');
    execFileSync(python, ['-m', 'pip', 'install', '-q', 'kafka-python==3.0.12'], {
      stdio: 'ignore',
      timeout: 120_000,
    });
    return python;
  } catch {
    return null;
  }
}

describe('the consumers on the page for those who subscribe', () => {
  const folders: string[] = [];
  const folder = (parent: string) => {
    const made = mkdtempSync(join(parent, 'baton-subscribe-'));
    folders.push(made);
    return made;
  };

  beforeAll(async () => {
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });
    await broker.admin.ensureTopics([{ topic, partitions: 1, retentionMs: -1 }]);
    const record = (id: string, value: string) => ({
      topic,
      key: Buffer.from(leadId),
      value: Buffer.from(value),
      headers: { ce_id: id },
    });
    const twice = record(randomUUID(), JSON.stringify(leadRejected.example));
    await broker.produce([twice, twice, record(randomUUID(), 'nonsense')]);
    await broker.produce([record(randomUUID(), JSON.stringify(leadRejected.example))]);
    await broker.close();
  }, 120_000);
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  it('with kafkajs reads each event once, and passes over nonsense', async () => {
    const file = join(folder(join(ROOT, 'node_modules')), 'consumer.mjs');
    writeFileSync(file, blocks('js')[0]!);
    expect(await firstLines(3, process.execPath, [file])).toEqual(onceEach);
  }, 120_000);

  const python = has('python3') ? pythonWithClient(folder(tmpdir())) : null;
  (python ? it : it.skip)(
    `with Python reads each event once, and passes over nonsense${python ? '' : ' (left out: no python3 that can get kafka-python)'}`,
    async () => {
      const lines = await firstLines(3, python!, ['-c', blocks('python')[0]!]);
      expect(lines).toEqual(onceEach);
    },
    120_000,
  );

  it('at a terminal shows every record', async () => {
    const command = await kafkaTool(
      'kafka-console-consumer.sh',
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
    );
    const lines = await firstLines(4, 'java', command);
    expect(lines[2]).toBe('nonsense');
    expect(JSON.parse(lines[0]!)).toEqual(leadRejected.example);
  }, 120_000);

  it('sets a group back to the beginning', async () => {
    const command = await kafkaTool(
      'kafka-consumer-groups.sh',
      'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    );
    const [, , table] = execFileSync('java', command, { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
    expect(table!.slice(1)).toEqual([topic, '0', '0']);
  }, 120_000);

  (has('kcat') ? it : it.skip)(
    `with kcat shows every record with its headers${has('kcat') ? '' : ' (left out: there is no kcat)'}`,
    async () => {
      const command = blocks('sh').find((block) => block.startsWith('kcat'))!;
      const [headers, record] = await firstLines(8, 'sh', ['-c', `exec ${command}`]);
      expect(headers).toContain('ce_id=');
      expect(JSON.parse(record!.slice(leadId.length))).toEqual(leadRejected.example);
    },
    120_000,
  );
});

/** What Java runs where the page has one of the scripts that come with Kafka. */
async function kafkaTool(script: string, main: string): Promise<string[]> {
  const command = blocks('sh').find((block) => block.startsWith(script))!;
  return ['-cp', `${await kafkaJars()}/*`, main, ...command.trim().split(' ').slice(1)];
}
