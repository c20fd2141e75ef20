import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, fail, install, root } from './bootstrap.mjs';

/** `npm run db:migrate`: schemas and topics of given servers. */
const node = install();
if (!build()) fail('The build failed: see above.');
const { status } = spawnSync(node, [join(root, 'tools', 'start', 'dist', 'migrate-main.js')], {
  stdio: 'inherit',
  env: environment(),
});
process.exit(status ?? 1);
