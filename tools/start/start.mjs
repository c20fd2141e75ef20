import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { build, environment, fail, install, root } from './bootstrap.mjs';

/** `npm start`: installs, builds, and hands over to the launcher. */
const node = install();
console.log('Building what changed …');
if (!build()) fail('The build failed: see above.');

const launcher = spawn(
  node,
  ['--disable-warning=TimeoutNegativeWarning', join(root, 'tools', 'start', 'dist', 'main.js'), ...process.argv.slice(2)],
  // The channel tells the launcher when we are gone, even by kill -9.
  { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: environment() },
);
// The terminal sends Ctrl-C to both; only the launcher knows how to stop in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') launcher.kill(signal);
  });
}
launcher.on('exit', (code) => process.exit(code ?? 1));

if (process.env.npm_lifecycle_event === 'start') {
  const npm = npmProcess();
  setInterval(() => isRunning(npm) || launcher.kill('SIGTERM'), 500).unref();
}

/** npm starts us by way of a shell, which outlives it. */
function npmProcess() {
  const parentOf = (pid) => Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
  const commandOf = (pid) => execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  try {
    return commandOf(process.ppid).includes('start.mjs') ? parentOf(process.ppid) : process.ppid;
  } catch {
    // No ps here: then only what the system tells by itself is noticed.
    return process.pid;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
