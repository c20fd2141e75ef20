import { CliError, exitCodes } from '../cli-error.js';
import type { DeadLettersApi } from '../http/dead-letters-api.js';
import type { ReplayRun } from '../output/dead-letters.js';
import { progressBar } from '../output/progress-bar.js';
import type { Service } from '../services.js';
import type { Terminal } from '../terminal.js';

const POLL_MS = 300;
/** How often in a row nobody may answer: a service that is being restarted is back within half a minute. */
const MOST_UNANSWERED = 100;
/** Where nobody watches, a line for every tenth is enough. */
const LINES = 10;

export type RunInService = ReplayRun & { readonly service: Service };

/**
 * Shows how the runs get on, all as one, until each has ended.
 * @returns them as they ended.
 * @throws CliError on Ctrl-C; the runs go on.
 */
export async function watchReplays(
  api: DeadLettersApi,
  begun: readonly RunInService[],
  terminal: Terminal,
): Promise<RunInService[]> {
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  try {
    const show = shower(terminal);
    let runs = [...begun];
    for (let unanswered = 0; ;) {
      show(sum(runs, 'done'), sum(runs, 'total'));
      if (runs.every(({ state }) => state !== 'running')) return runs;
      await terminal.wait(POLL_MS);
      if (interrupted) throw new CliError(howToGoOn(runs), exitCodes.interrupted);
      try {
        runs = await Promise.all(
          runs.map(async ({ service, id }) => ({ service, ...(await api.readRun(service, id)) })),
        );
        unanswered = 0;
      } catch (error) {
        // The replay outlives the service that works on it; so does the watching.
        if (!isAway(error) || ++unanswered > MOST_UNANSWERED) throw error;
      }
    }
  } finally {
    stopListening();
  }
}

const isAway = (error: unknown) => error instanceof CliError && error.exitCode === exitCodes.notRunning;

function howToGoOn(runs: readonly RunInService[]): string {
  const ids = runs.filter(({ state }) => state === 'running').map(({ id }) => id);
  return (
    `The replay goes on without us: \`npx baton dead-letters replay --run ${ids.join(' ')}\` watches it again, ` +
    `\`npx baton dead-letters stop ${ids.join(' ')}\` ends it.`
  );
}

function shower({ redraw, print }: Terminal): (done: number, total: number) => void {
  if (redraw) return (done, total) => redraw(progressBar(done, total, 'dead letters'));
  let shown = -1;
  return (done, total) => {
    const step = total === 0 ? LINES : Math.floor((done / total) * LINES);
    if (step === shown) return;
    shown = step;
    print(`${done} of ${total} dead letters`);
  };
}

const sum = (runs: readonly RunInService[], field: 'done' | 'total'): number =>
  runs.reduce((all, run) => all + run[field], 0);
