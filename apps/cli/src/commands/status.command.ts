import type { Command } from 'commander';
import { exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { type AppStatus, statusText } from '../output/status.js';
import type { Terminal } from '../terminal.js';

export function addStatus(program: Command, terminal: Terminal): void {
  program
    .command('status')
    .description('every app: is it ready, how far is it behind, what waits in its outbox, its open dead letters')
    .option('--json', 'print what the front door answers')
    .addHelpText('after', '\nThe exit code is 1 when something is not ready.')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions & { json?: boolean }>();
      const { apps } = await connect(options, terminal).get<{ apps: AppStatus[] }>('/api/status');
      terminal.print(options.json ? JSON.stringify(apps, null, 2) : statusText(apps, terminal.paint));
      if (apps.some(({ ready }) => !ready)) process.exitCode = exitCodes.failed;
    });
}
