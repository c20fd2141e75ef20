/** Rows of a CSV file on their way to `POST /sources/:id/rows`, for the command line as for the browser. */
export { refusedHeader, refusedLine, refusedOf, type TakenRows } from './refused-rows.js';
export { type RowChunk, rowChunks } from './row-chunks.js';
export { type FileRow, type RefusedRow, UnreadableFile } from './rows.js';
