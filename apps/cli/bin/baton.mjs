#!/usr/bin/env node
// Plain JavaScript for any Node that can start it: the program itself needs the Node that the project brings along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = here('../dist/main.js');
const node = here('../../../node_modules/node/bin/node');

if (!existsSync(program) || !existsSync(node)) {
  console.error('Baton is not built yet: run `npm start` once.');
  process.exit(1);
}

const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
// Only the program knows what to say about it. From a terminal it hears Ctrl-C twice, which is once to it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
