import { CliError, exitCodes } from '../cli-error.js';
import type { DeadLettersApi } from '../http/dead-letters-api.js';
import type { ReplayRun } from '../output/dead-letters.js';
import { showProgress } from '../output/show-progress.js';
import type { Service } from '../services.js';
import type { Terminal } from '../terminal.js';

const POLL_MS = 300;
/** How often in a row nobody may answer: a service that is being restarted is back within half a minute. */
const MOST_UNANSWERED = 100;

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
    const show = showProgress(terminal, 'dead letters');
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

const sum = (runs: readonly RunInService[], field: 'done' | 'total'): number =>
  runs.reduce((all, run) => all + run[field], 0);
