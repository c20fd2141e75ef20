import type { FileRow, TakenRows } from '@baton/csv-rows';
import { CliError, exitCodes } from '../cli-error.js';
import { BusyError, type BatonApi } from '../http/baton-api.js';
import type { Terminal } from '../terminal.js';

const PAUSE_MS = 2_000;
/** How long in a row nobody may take rows: a service that is restarted is back much sooner. */
const LONGEST_SILENCE_MS = 10 * 60_000;

/** Sends rows as fast as ingest takes them. */
export class RowSender {
  constructor(
    private readonly api: BatonApi,
    private readonly terminal: Pick<Terminal, 'wait'>,
    private readonly to: { readonly sourceId: string; readonly file: string },
  ) {}

  /**
   * Sending the same rows again changes nothing, so they are sent until there is an answer.
   * @param isStopped asked before each further try.
   * @returns null once it is stopped.
   * @throws CliError
   */
  async send(rows: readonly FileRow[], isStopped: () => boolean): Promise<TakenRows | null> {
    for (let silentMs = 0; !isStopped();) {
      try {
        return await this.api.post<TakenRows>(`/api/ingest/sources/${this.to.sourceId}/rows`, {
          file: this.to.file,
          rows,
        });
      } catch (error) {
        if (!mayPass(error) || silentMs >= LONGEST_SILENCE_MS) throw error;
        const pauseMs = error instanceof BusyError ? error.retryAfterMs : PAUSE_MS;
        silentMs += pauseMs;
        await this.terminal.wait(pauseMs);
      }
    }
    return null;
  }
}

function mayPass(error: unknown): error is CliError {
  return error instanceof BusyError || (error instanceof CliError && error.exitCode === exitCodes.notRunning);
}
