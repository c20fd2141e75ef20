import { type RefusedRow, type RowChunk, rowChunks, UnreadableFile } from '@baton/csv-rows';

const MOST_BYTES = 256 * 1024 * 1024;
const SHOWN_ROWS = 5;

/** The rows of a file that a person chose. Whoever never imports never fetches the parser. */
export async function* chunksOf(file: File): AsyncGenerator<RowChunk> {
  const { parse } = await import('csv-parse/browser/esm');
  yield* rowChunks((options) => parse(options), bytesOf(file));
}

/** Its first rows. @throws UnreadableFile */
export async function headOf(file: File): Promise<Pick<RowChunk, 'columns' | 'rows' | 'refused'>> {
  if (file.size > MOST_BYTES) {
    throw new UnreadableFile('It has more than 256 MB: import it at the command line, with npx baton import.');
  }
  for await (const { columns, rows, refused } of chunksOf(file)) {
    return { columns, rows: rows.slice(0, SHOWN_ROWS), refused: refused.filter(isAmong(rows)) };
  }
  throw new UnreadableFile('There are no rows below the header.');
}

/** What its bytes are known by: the same as at the command line. */
export async function fingerprintOf(file: File): Promise<string> {
  // Browsers keep the hash back from pages that came over plain http.
  if (!globalThis.crypto.subtle) return `${file.size} ${file.lastModified} ${file.name}`.slice(0, 200);
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells files apart that are chosen one after the other. */
export const keyOf = (file: File): string => `${file.name} ${file.size} ${file.lastModified}`;

function isAmong(rows: RowChunk['rows']): (row: RefusedRow) => boolean {
  const last = rows[SHOWN_ROWS - 1]?.line ?? Infinity;
  return ({ line }) => line < last;
}

/** Not every browser knows how to loop over a stream. */
async function* bytesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
