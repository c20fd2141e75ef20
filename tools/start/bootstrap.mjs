import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What runs before anything is installed: plain JavaScript without dependencies, for any Node from 20 on.
 * Everything after it runs on the Node that the project brings along.
 */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST_NODE = 20;
const OWN_NODE = join(root, 'node_modules', 'node', 'bin', 'node');
/** Says for which lock file the installation was made. */
const INSTALLED_FOR = join(root, 'node_modules', '.installed-for');

/** Ends the process with one line that says what to do. */
export function fail(line) {
  console.error(line);
  process.exit(1);
}

/** Installs the dependencies if they are missing or others are asked for. @returns the path of the project's own Node. */
export function install() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) fail(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer.`);

  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const found = existsSync(INSTALLED_FOR) ? readFileSync(INSTALLED_FOR, 'utf8') : '';
  if (found !== wanted || !existsSync(OWN_NODE)) {
    console.log('Installing the dependencies (a minute or two, the first time) …');
    const started = Date.now();
    const done = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (done.error?.code === 'ENOSPC') fail('The disk is full: free some space and try again.');
    if (done.status !== 0) fail('The dependencies could not be installed: npm says why above.');
    if (!existsSync(OWN_NODE)) fail('npm left out the project’s own Node: allow install scripts (npm config set ignore-scripts false) and try again.');
    writeFileSync(INSTALLED_FOR, wanted);
    console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
  return OWN_NODE;
}

/** Environment in which scripts and their children find the project's own Node and programs first. */
export function environment(extra = {}) {
  return {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    ...extra,
  };
}

/** Runs a program of node_modules/.bin under the project's own Node, its output shown. @returns its exit code. */
export function run(bin, args, extraEnvironment) {
  const { status } = spawnSync(OWN_NODE, [join(root, 'node_modules', '.bin', bin), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: environment(extraEnvironment),
  });
  return status ?? 1;
}

/** Builds every project that changed since it was built last. @returns whether that went well. */
export function build() {
  const { status } = spawnSync(OWN_NODE, [join(root, 'tools', 'start', 'build.mjs')], { stdio: 'inherit' });
  return status === 0;
}

function npm(args) {
  // Under `npm start` this is the very npm that was called; by itself, the one on the path.
  const own = process.env.npm_execpath;
  return own
    ? spawnSync(process.execPath, [own, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
}
