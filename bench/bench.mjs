import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, fail, install, root, run } from '../tools/start/bootstrap.mjs';

/** `npm run bench`: installs and builds what is needed, then measures the built apps. */
const node = install();
if (!build() || run('tsc', ['-b', 'bench']) !== 0) fail('The build failed: see above.');

const bench = spawn(
  node,
  ['--disable-warning=TimeoutNegativeWarning', join(root, 'bench', 'dist', 'main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: environment() },
);
// The terminal sends Ctrl-C to both; only the bench knows what there is to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') bench.kill(signal);
  });
}
bench.on('exit', (code) => process.exit(code ?? 1));
