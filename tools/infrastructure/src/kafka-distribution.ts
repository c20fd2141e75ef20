import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { InfrastructureError } from './infrastructure-error.js';

const OLDEST_JAVA = 17;
const POM = join(import.meta.dirname, '..', '..', 'kafka', 'pom.xml');

/** Whether this machine can run the embedded Kafka at all, and why not. */
export function javaProblem(environment: NodeJS.ProcessEnv = process.env): string | null {
  const java = versionOf('java', ['-version'], environment);
  const major = Number(/version "(?:1\.)?(\d+)/.exec(java ?? '')?.[1]);
  if (!java) return `Java is missing: install a JDK or JRE ${OLDEST_JAVA} or newer, or start a Docker engine.`;
  if (!(major >= OLDEST_JAVA)) return `Java ${major} is too old: Kafka needs ${OLDEST_JAVA} or newer.`;
  if (!existsSync(distributionFolder(environment)) && !versionOf('mvn', ['-v'], environment)) {
    return 'Maven is missing: it fetches Kafka the first time. Install Maven, or start a Docker engine.';
  }
  return null;
}

/**
 * The folder with Kafka's jars, fetched by Maven the first time and shared by all checkouts of this user.
 * @throws InfrastructureError when Java or Maven is missing or the jars cannot be had.
 */
export async function kafkaJars(): Promise<string> {
  const problem = javaProblem();
  if (problem) throw new InfrastructureError(problem);
  const folder = distributionFolder(process.env);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  // Under another name until complete, so that nobody ever starts half a Kafka.
  const unfinished = mkdtempSync(`${folder}-`);
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`], {
      maxBuffer: 64 * 1024 * 1024,
    });
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (existsSync(folder)) return folder;
    const said = String((error as { stdout?: string }).stdout ?? '')
      .split('\n')
      .find((line) => line.includes('ERROR'));
    throw new InfrastructureError(`Maven could not fetch Kafka: ${said ?? (error as Error).message.split('\n')[0]}`);
  }
  return folder;
}

function distributionFolder(environment: NodeJS.ProcessEnv): string {
  const pom = readFileSync(POM, 'utf8');
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(pom)?.[1];
  const edition = /<version>(\d+)<\/version>/.exec(pom)?.[1];
  const cache = environment['BATON_CACHE_DIR'] ?? join(homedir(), '.cache', 'baton');
  return join(cache, `kafka-${version}-${edition}`);
}

function versionOf(command: string, args: string[], env: NodeJS.ProcessEnv): string | undefined {
  try {
    // `java -version` speaks on standard error.
    return execFileSync('sh', ['-c', `"$0" "$@" 2>&1`, command, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env,
    });
  } catch {
    return undefined;
  }
}
