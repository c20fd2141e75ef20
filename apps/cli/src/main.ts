import { clearLine, cursorTo } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { CliError, exitCodes } from './cli-error.js';
import { forTerminal } from './output/paint.js';
import { createProgram } from './program.js';
import type { Terminal } from './terminal.js';

let isLineOpen = false;

const terminal: Terminal = {
  env: process.env,
  print: (text) => {
    if (isLineOpen) process.stdout.write('\n');
    isLineOpen = false;
    process.stdout.write(`${text}\n`);
  },
  redraw: process.stdout.isTTY ? redraw : null,
  confirm: process.stdin.isTTY && process.stderr.isTTY ? confirm : null,
  paint: forTerminal,
  stateFolder: fileURLToPath(new URL('../../../.baton', import.meta.url)),
  now: () => new Date(),
  wait: (ms) => wait(ms),
  onInterrupt: (callback) => {
    process.on('SIGINT', callback);
    return () => process.off('SIGINT', callback);
  },
};

/** On the error stream, so that a result can go to a file meanwhile. */
async function confirm(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${question} [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

function redraw(text: string): void {
  cursorTo(process.stdout, 0);
  process.stdout.write(text);
  clearLine(process.stdout, 1);
  isLineOpen = true;
}

try {
  await createProgram(terminal).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; asking for help is not wrong.
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  } else if (error instanceof CliError) {
    if (isLineOpen) process.stdout.write('\n');
    process.stderr.write(`baton: ${error.message}\n`);
    process.exitCode = error.exitCode;
  } else {
    throw error;
  }
}
