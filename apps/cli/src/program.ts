import { Command } from 'commander';
import { addBacktest } from './commands/backtest.command.js';
import { addDeadLetters } from './commands/dead-letters.command.js';
import { addErase } from './commands/erase.command.js';
import { addExport } from './commands/export.command.js';
import { addImport } from './commands/import.command.js';
import { addLead } from './commands/lead.command.js';
import { addRebuild } from './commands/rebuild.command.js';
import { addReplay } from './commands/replay.command.js';
import { addStatus } from './commands/status.command.js';
import { addToken } from './commands/token.command.js';
import type { Terminal } from './terminal.js';

const FOOTER = `
Where Baton is: --url, else BATON_URL, else http://127.0.0.1:$BATON_HTTP_PORT (8080).
Who asks:       --token, else BATON_TOKEN, else an operator of the Baton that was started in this folder.
Exit codes:     0 well, 1 failed or not ready, 2 wrong usage, 3 not running, 4 not allowed, 5 not found.`;

/** The whole command line. It prints through `terminal`; failures are thrown as CliError. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('baton')
    .description('See and steer a running Baton.')
    .option('--url <address>', 'the front door')
    .option('--token <token>', 'a bearer token of the HTTP API')
    .helpCommand(false)
    .showSuggestionAfterError()
    .addHelpText('after', FOOTER);
  addStatus(program, terminal);
  addToken(program, terminal);
  addLead(program, terminal);
  addImport(program, terminal);
  addBacktest(program, terminal);
  addRebuild(program, terminal);
  addReplay(program, terminal);
  addDeadLetters(program, terminal);
  addErase(program, terminal);
  addExport(program, terminal);
  return throwing(program);
}

/** Commander would end the process by itself: every command is told to throw instead. */
function throwing(command: Command): Command {
  command.exitOverride();
  for (const each of command.commands) throwing(each);
  return command;
}
