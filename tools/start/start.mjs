import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, fail, install, root } from './bootstrap.mjs';

/** `npm start`: installs, builds, and hands over to the launcher. */
const node = install();
console.log('Building what changed …');
if (!build()) fail('The build failed: see above.');

const launcher = spawn(
  node,
  ['--disable-warning=TimeoutNegativeWarning', join(root, 'tools', 'start', 'dist', 'main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: environment() },
);
// The terminal sends Ctrl-C to both; only the launcher knows how to stop in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') launcher.kill(signal);
  });
}
launcher.on('exit', (code) => process.exit(code ?? 1));
