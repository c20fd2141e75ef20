import { type RefusedRow, refusedHeader, refusedLine, refusedOf, type TakenRows } from '@baton/csv-rows';
import { sendRows } from '../api/imports.js';
import { asProblem } from '../api/request.js';
import { chunksOf, fingerprintOf } from './chosen-file.js';

/** How far an import has come. */
export interface Progress {
  /** The last line that was taken or refused. */
  readonly line: number;
  readonly bytes: number;
  readonly sent: number;
  readonly refused: number;
  /** The first of them, to be shown. */
  readonly firstRefused: readonly RefusedRow[];
  /** All of them, as CSV. */
  readonly report: readonly string[];
}

export const BEGINNING: Progress = { line: 0, bytes: 0, sent: 0, refused: 0, firstRefused: [], report: [] };

const SHOWN = 50;
const PAUSE_MS = 2_000;
const MOST_TRIES = 300;

/**
 * Sends the rows of a file as fast as ingest takes them. Rows that are sent again change nothing.
 * @param from where it was stopped before.
 * @param tell called after each chunk.
 * @throws UnreadableFile, ApiProblem, or the signal's reason once it is stopped.
 */
export async function sendFile(
  file: File,
  sourceId: string,
  from: Progress,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (progress: Progress) => void },
): Promise<void> {
  const fingerprint = await fingerprintOf(file);
  let progress = from;
  for await (const chunk of chunksOf(file)) {
    signal.throwIfAborted();
    if (chunk.lastLine <= progress.line) continue;
    const taken =
      chunk.rows.length === 0
        ? NONE_TAKEN
        : await untilTaken(() => sendRows(sourceId, fingerprint, chunk.rows), signal);
    const refused = refusedOf(chunk, taken);
    const header = progress.refused === 0 && refused.length > 0 ? [refusedHeader(chunk.columns)] : [];
    progress = {
      line: chunk.lastLine,
      bytes: chunk.bytes,
      sent: progress.sent + taken.stored,
      refused: progress.refused + refused.length,
      firstRefused: [...progress.firstRefused, ...refused].slice(0, SHOWN),
      report: [...progress.report, ...header, ...refused.map(refusedLine)],
    };
    tell(progress);
  }
}

const NONE_TAKEN: TakenRows = { stored: 0, refused: [] };

async function untilTaken(send: () => Promise<TakenRows>, signal: AbortSignal): Promise<TakenRows> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      const problem = asProblem(error);
      const mayPass = problem.isPassing || problem.retryAfterMs !== null;
      if (!mayPass || tries === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, problem.retryAfterMs ?? PAUSE_MS));
      signal.throwIfAborted();
    }
  }
}
