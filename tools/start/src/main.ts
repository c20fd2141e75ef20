import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { InfrastructureError } from '@baton/infrastructure';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { importJWK, type JWK, SignJWT } from 'jose';
import { RunRecord } from './run-record.js';
import { startSystem, type System } from './start-system.js';
import { signedCurl, trySource } from './try-it.js';

/** `npm start [--empty]`: all of Baton on this machine, until Ctrl-C. */
const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = process.env['BATON_DATA_DIR'] ?? join(ROOT, '.baton');
const DEFAULT_HTTP_PORT = 8080;
const DEFAULT_KAFKA_PORT = 19_092;

const startedAt = Date.now();
const say = (line: string) => console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${line}`);

let system: System | null = null;
let sample: ChildProcess | null = null;
const stopping = new AbortController();
const record = new RunRecord(join(FOLDER, 'run.json'));

async function launch(): Promise<void> {
  const empty = process.argv.includes('--empty');
  const left = await record.takeOver();
  if (left.length > 0) say(`Stopped what an earlier run had left: ${left.join(', ')}`);
  system = await startSystem({
    folder: FOLDER,
    durable: true,
    prefer: 'embedded',
    httpPort: portOf('BATON_HTTP_PORT', DEFAULT_HTTP_PORT),
    kafkaPort: portOf('BATON_KAFKA_PORT', DEFAULT_KAFKA_PORT),
    say,
    onProcess: (mark) => record.add(mark),
    signal: stopping.signal,
  });
  if (stopping.signal.aborted) return stop();
  const token = await operatorToken(system.secrets.authPrivateKey);
  if (!empty) await loadSample(system, token);
  if (stopping.signal.aborted) return;
  say('Ready.');
  console.log(await welcome(system, token, empty));
}

/** The sample program asks by itself whether the database is empty. */
async function loadSample({ url, secrets }: System, token: string): Promise<void> {
  const program = spawn(process.execPath, [join(ROOT, 'tools', 'sample', 'dist', 'main.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BATON_URL: url, BATON_OPERATOR_TOKEN: token, BATON_SAMPLE_PASSWORD: secrets.signInPassword },
  });
  sample = program;
  let rest = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(say);
  });
  const code = await new Promise<number | null>((resolve) => program.once('close', resolve));
  if (code !== 0 && !stopping.signal.aborted) say('The sample could not be loaded whole; Baton runs without the rest of it.');
}

async function welcome({ url, brokers, secrets, infrastructure }: System, token: string, empty: boolean): Promise<string> {
  const signIn = empty
    ? `an operator's token: npx baton token --as operator`
    : `operator@baton.example, marketer@baton.example, manager@baton.example or a rep of the sample
              password: ${secrets.signInPassword}`;
  const curl = empty ? '' : `\n  A lead      paste this:\n\n${signedCurl(url, await trySource(FOLDER, url, token))}\n`;
  return `
  Baton       ${url}
  Sign in     ${signIn}
  Kafka       ${brokers.join(', ')} (${infrastructure.kind})
  Look inside npx baton status      logs: ${join(FOLDER, 'logs')}
${curl}
  Stop        Ctrl-C. The data stays.
`;
}

function operatorToken(key: JWK): Promise<string> {
  return importJWK(key, 'EdDSA').then((signingKey) =>
    new SignJWT({ name: 'Launcher', role: 'operator', repId: null })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('launcher')
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('10m')
      .sign(signingKey),
  );
}

function portOf(variable: string, otherwise: number): number {
  const given = process.env[variable];
  if (!given) return otherwise;
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InfrastructureError(`${variable} must be a port, a number from 1 to 65535.`);
}

async function stop(): Promise<void> {
  stopping.abort();
  record.markStopping();
  say('Stopping …');
  // What is only being started is stopped by whoever starts it.
  if (!system) return;
  sample?.kill();
  await system.stop();
  record.remove();
  say('Stopped. The data stays.');
  process.exit(0);
}

// A second Ctrl-C asks for nothing new: stopping in order takes a few seconds.
// And the channel closes when whoever started us is gone, however that came about.
for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(reason, () => {
    if (!stopping.signal.aborted) void stop();
  });
}
// A terminal that was closed takes no more lines, which is no reason to leave servers running.
process.stdout.on('error', () => undefined);

launch().catch(async (error: unknown) => {
  // Ctrl-C reaches the programs that the start has called, too, and their failure may be heard of before it.
  await new Promise((resolve) => setImmediate(resolve));
  const { aborted } = stopping.signal;
  if (aborted && system) return;
  if (aborted) say('Stopped. The data stays.');
  else console.error(error instanceof InfrastructureError ? `\n${error.message}` : error);
  await system?.stop();
  record.remove();
  process.exit(aborted ? 0 : 1);
});
