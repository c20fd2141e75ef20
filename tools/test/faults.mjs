import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, fail, install, root } from '../start/bootstrap.mjs';

/** `npm run faults`: installs and builds what is needed, then breaks the built apps on purpose. */
const node = install();
if (!build()) fail('The build failed: see above.');

const faults = spawn(
  node,
  ['--disable-warning=TimeoutNegativeWarning', join(root, 'tools', 'faults', 'dist', 'main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: environment() },
);
// The terminal sends Ctrl-C to both; only the run knows what there is to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') faults.kill(signal);
  });
}
faults.on('exit', (code) => process.exit(code ?? 1));
