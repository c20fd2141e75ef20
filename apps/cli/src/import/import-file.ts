import { createReadStream } from 'node:fs';
import { refusedOf, type RowChunk, rowChunks, type TakenRows } from '@baton/csv-rows';
import { parse } from 'csv-parse';
import { type ImportState, writeImportState } from './import-state.js';
import type { RefusedReport } from './refused-report.js';
import type { RowSender } from './row-sender.js';

/** The rows of a file on this machine, in chunks. */
export function chunksOf(path: string, delimiter: string | undefined): AsyncGenerator<RowChunk> {
  return rowChunks((parserOptions) => parse(parserOptions), createReadStream(path), delimiter);
}

/**
 * Sends the rows of a file, and notes after each chunk how far it is.
 * @param from where an earlier import of the same file ended.
 * @returns how far it came; not to the end of the file where it was stopped.
 * @throws CliError, UnreadableFile; all that was sent until then is noted.
 */
export async function importFile(
  path: string,
  from: ImportState,
  {
    chunks,
    sender,
    report,
    isStopped,
    show,
  }: {
    readonly chunks: AsyncIterable<RowChunk>;
    readonly sender: RowSender;
    readonly report: RefusedReport;
    isStopped(): boolean;
    /** @param bytes of the file that are done. */
    show(bytes: number): void;
  },
): Promise<ImportState> {
  let state = from;
  for await (const whole of chunks) {
    const chunk = after(state.line, whole);
    if (isStopped()) break;
    if (chunk.rows.length + chunk.refused.length > 0) {
      const taken = chunk.rows.length === 0 ? NONE_TAKEN : await sender.send(chunk.rows, isStopped);
      if (taken === null) break;
      const refused = refusedOf(chunk, taken);
      if (refused.length > 0) await report.add(chunk.columns, refused);
      state = {
        ...state,
        line: chunk.lastLine,
        sent: state.sent + taken.stored,
        refused: state.refused + refused.length,
        reportBytes: report.bytes,
      };
      await writeImportState(path, state);
    }
    show(chunk.bytes);
  }
  return state;
}

const NONE_TAKEN: TakenRows = { stored: 0, refused: [] };

function after(line: number, chunk: RowChunk): RowChunk {
  const isNew = (row: { readonly line: number }) => row.line > line;
  return { ...chunk, rows: chunk.rows.filter(isNew), refused: chunk.refused.filter(isNew) };
}
