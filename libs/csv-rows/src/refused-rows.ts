import type { RowChunk } from './row-chunks.js';
import { type RefusedRow, REPORT_COLUMNS } from './rows.js';

/** What ingest answers to rows. */
export interface TakenRows {
  readonly stored: number;
  readonly refused: ReadonlyArray<{ readonly line: number; readonly because: string }>;
}

/** All that was refused of a chunk, here and by ingest, by line. */
export function refusedOf({ columns, rows, refused }: RowChunk, taken: TakenRows): RefusedRow[] {
  const cells = new Map(rows.map(({ line, fields }) => [line, columns.map((column) => fields[column] ?? '')]));
  const there = taken.refused.map((row) => ({ ...row, cells: cells.get(row.line) ?? [] }));
  return [...refused, ...there].sort((one, other) => one.line - other.line);
}

/** The first line of a report of refused rows, as CSV. */
export function refusedHeader(columns: readonly string[]): string {
  return csvLine([...REPORT_COLUMNS, ...columns]);
}

/** A refused row as CSV: line, reason, and the row as it was, to be mended and imported. */
export function refusedLine({ line, because, cells }: RefusedRow): string {
  return csvLine([String(line), because, ...cells]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
