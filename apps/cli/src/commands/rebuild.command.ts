import { type Command, Argument } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import type { BatonApi } from '../http/baton-api.js';
import { progressBar } from '../output/progress-bar.js';
import type { Terminal } from '../terminal.js';

const POLL_MS = 300;
/** Where nobody watches, a line for every tenth is enough. */
const LINES = 10;
const EMPTYING = 'The old projections are thrown away.';

export interface RebuildState {
  readonly state: 'idle' | 'running' | 'failed';
  readonly done: number;
  readonly total: number;
  /** Why it does not get on; it keeps trying. */
  readonly error: string | null;
}

export function addRebuild(program: Command, terminal: Terminal): void {
  program
    .command('rebuild')
    .description('throw the projections of a service away and build them anew from the event log')
    .addArgument(new Argument('<service>', 'what to rebuild').choices(['reporting']))
    .addHelpText('after', '\nReading goes on meanwhile. Ctrl-C stops watching, not the rebuild; the same command watches it again.')
    .action(async (service: string, _options, command: Command) => {
      const api = connect(command.optsWithGlobals<ConnectionOptions>(), terminal);
      await rebuild(api, `/api/${service}/rebuild`, terminal);
    });
}

async function rebuild(api: BatonApi, path: string, terminal: Terminal): Promise<void> {
  const before = await api.get<RebuildState>(path);
  if (before.state === 'running') terminal.print('A rebuild is running already.');
  else await api.post(path);

  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  try {
    const show = shower(terminal);
    for (;;) {
      const now = await api.get<RebuildState>(path);
      show(now);
      if (now.state === 'failed') {
        throw new CliError(`The rebuild does not get on: ${now.error}. It keeps trying; this command watches it again.`);
      }
      if (now.state === 'idle') break;
      await terminal.wait(POLL_MS);
      if (interrupted) {
        throw new CliError('The rebuild goes on without us: `npx baton rebuild reporting` watches it again.', exitCodes.interrupted);
      }
    }
  } finally {
    stopListening();
  }
  terminal.print('Rebuilt from the event log.');
}

function shower({ redraw, print }: Terminal): (state: RebuildState) => void {
  if (redraw) return ({ done, total }) => redraw(total === 0 ? EMPTYING : progressBar(done, total, 'events'));
  let shown = -1;
  return ({ done, total }) => {
    const step = total === 0 ? 0 : Math.floor((done / total) * LINES);
    if (step === shown) return;
    shown = step;
    print(total === 0 ? EMPTYING : `${done} of ${total} events`);
  };
}
