import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment, root } from './bootstrap.mjs';

/** Builds every project that changed since it was built last, and says each as it is done. */
const nx = spawn(
  process.execPath,
  [join(root, 'node_modules', '.bin', 'nx'), 'run-many', '-t', 'build', 'build-client', '--output-style=static'],
  { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: environment() },
);
const said = [];
for (const stream of [nx.stdout, nx.stderr]) {
  createInterface({ input: stream }).on('line', (line) => {
    said.push(line);
    // What was built before carries a note behind its name, such as [local cache].
    const built = /^> nx run @baton\/(\S+)\s*$/.exec(line)?.[1];
    if (built) console.log(`  built ${built.replace(/:build$/, '').replace(/:build-client$/, ' (client)')}`);
  });
}
nx.on('close', (code) => {
  if (code !== 0) console.error(said.join('\n'));
  process.exit(code ?? 1);
});
