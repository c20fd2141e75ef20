import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, fail, install, root, run } from '../tools/start/bootstrap.mjs';

/** `npm run bench`: installs and builds what is needed, then measures the built apps. */
const node = install();
if (!build() || run('tsc', ['-b', 'bench']) !== 0) fail('The build failed: see above.');
const { status } = spawnSync(
  node,
  ['--disable-warning=TimeoutNegativeWarning', join(root, 'bench', 'dist', 'main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: environment() },
);
process.exit(status ?? 1);
