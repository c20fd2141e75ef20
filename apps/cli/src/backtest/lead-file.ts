import { stat } from 'node:fs/promises';
import type { FileRow, RefusedRow } from '@baton/csv-rows';
import { CliError } from '../cli-error.js';
import { asFileError } from '../file-error.js';
import { chunksOf } from '../import/import-file.js';
import { NamedColumns } from './named-columns.js';

export interface LeadFile {
  readonly path: string;
  readonly bytes: number;
  readonly columns: NamedColumns;
  readonly rows: readonly FileRow[];
  readonly refused: readonly RefusedRow[];
}

/** @param show takes the bytes that were read, and all. @throws CliError */
export async function readLeadFile(
  path: string,
  delimiter: string | undefined,
  show: (bytes: number, all: number) => void,
): Promise<LeadFile> {
  try {
    const { size } = await stat(path);
    const rows: FileRow[] = [];
    const refused: RefusedRow[] = [];
    let columns: readonly string[] = [];
    for await (const chunk of chunksOf(path, delimiter)) {
      columns = chunk.columns;
      rows.push(...chunk.rows);
      refused.push(...chunk.refused);
      show(chunk.bytes, size);
    }
    if (rows.length === 0)
      throw new CliError(`${path}: there are no rows that can be read.${firstOf(refused)}`);
    return { path, bytes: size, columns: new NamedColumns(columns, path), rows, refused };
  } catch (error) {
    throw asFileError(error, path);
  }
}

/** ` Line 7 has 4 cells, and the header has 5.` */
export function firstOf([first]: readonly RefusedRow[]): string {
  return first === undefined ? '' : ` Line ${first.line} ${first.because}.`;
}
