import { csvRecords } from './records.js';
import { type FileRow, type RefusedRow, RowReader, UnreadableFile } from './rows.js';

/** Rows that are sent at once, and what was refused among them. */
export interface RowChunk {
  readonly columns: readonly string[];
  readonly rows: readonly FileRow[];
  readonly refused: readonly RefusedRow[];
  /** Up to where in the file this chunk and those before it reach. */
  readonly bytes: number;
  readonly lastLine: number;
}

/** As many as ingest takes at once, in a body far from the largest that it takes. */
const MOST_ROWS = 500;
const MOST_BYTES = 512 * 1024;

/**
 * The rows of a file, in chunks.
 * @param parse that of `csv-parse`, for where this runs.
 * @param delimiter found out unless given.
 * @throws UnreadableFile where the file, from some line on, makes no sense. The rows before it come first.
 */
export async function* rowChunks(...file: Parameters<typeof csvRecords>): AsyncGenerator<RowChunk> {
  const reader = new RowReader();
  let [rows, refused, size]: [FileRow[], RefusedRow[], number] = [[], [], 0];
  let [bytes, lastLine] = [0, 0];
  const take = (): RowChunk => {
    const chunk = { columns: reader.columns, rows, refused, bytes, lastLine };
    [rows, refused, size] = [[], [], 0];
    return chunk;
  };

  let problem: unknown;
  try {
    for await (const record of csvRecords(...file)) {
      if (reader.columns.length === 0) {
        reader.readHeader(record);
        continue;
      }
      const read = reader.read(record);
      if (read.ok && size + read.size > MOST_BYTES) yield take();
      if (read.ok) {
        rows.push(read.row);
        size += read.size;
      } else refused.push(read.refused);
      bytes = record.bytes;
      lastLine = (read.ok ? read.row : read.refused).line;
      if (rows.length + refused.length === MOST_ROWS) yield take();
    }
  } catch (error) {
    problem = asUnreadable(error, reader.nextLine);
  }
  if (rows.length + refused.length > 0) yield take();
  if (problem !== undefined) throw problem;
  if (reader.columns.length === 0) {
    throw new UnreadableFile('The file is empty: its first line must name the columns.');
  }
}

/** Of what the parser complains about, one thing is left: a quote that is never closed. */
function asUnreadable(error: unknown, line: number): unknown {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  return new UnreadableFile(`Line ${line}: a quote is opened here and not closed, so that the rest cannot be read.`);
}
