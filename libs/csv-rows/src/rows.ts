import type { CsvRecord } from './records.js';

/** A row of a file: the line where it begins, and its cells by column. */
export interface FileRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface RefusedRow {
  readonly line: number;
  readonly because: string;
  readonly cells: readonly string[];
}

/** The file as a whole cannot be read. The message tells a person why. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export type ReadRow =
  /** `size`: its bytes as JSON. */
  | { readonly ok: true; readonly row: FileRow; readonly size: number }
  | { readonly ok: false; readonly refused: RefusedRow };

/** What a report of refused rows has before the columns of the file. Whoever mends one imports the rest. */
export const REPORT_COLUMNS = ['Line', 'Refused because'] as const;

const LONGEST_COLUMN = 300;
const MOST_BYTES = 256 * 1024;
/** What stands for bytes that are no UTF-8. */
const BROKEN = '\uFFFD';
const BROKEN_SAYS = 'is not UTF-8: save the file as “CSV UTF-8”';

const encoder = new TextEncoder();

/** Gives records their lines and columns. The first one is the header. */
export class RowReader {
  columns: readonly string[] = [];
  #line = 0;
  /** How many cells before the columns say something else. */
  #before = 0;
  #emptyLines = 0;

  /** The line where the next record begins, unless empty ones come before it. */
  get nextLine(): number {
    return this.#line + 1;
  }

  /** @throws UnreadableFile */
  readHeader(record: CsvRecord): void {
    this.#begin(record);
    const isReport = REPORT_COLUMNS.every((name, index) => record.cells[index] === name);
    this.#before = isReport ? REPORT_COLUMNS.length : 0;
    const columns = record.cells.slice(this.#before).map((name, index) => name.trim() || `Column ${index + 1}`);
    const twice = columns.find((name, index) => columns.indexOf(name) !== index);
    if (twice !== undefined) throw new UnreadableFile(`Two columns are called “${twice}”: give one another name.`);
    if (columns.some((name) => name.includes(BROKEN))) throw new UnreadableFile(`The header ${BROKEN_SAYS}.`);
    if (columns.some((name) => name.length > LONGEST_COLUMN)) {
      throw new UnreadableFile(
        `A column has a name of more than ${LONGEST_COLUMN} characters: is the first line the header?`,
      );
    }
    this.columns = columns;
  }

  read(record: CsvRecord): ReadRow {
    const line = this.#begin(record);
    const cells = record.cells.slice(this.#before);
    const refuse = (because: string): ReadRow => ({ ok: false, refused: { line, because, cells } });
    if (cells.length !== this.columns.length) {
      const cellCount = cells.length === 1 ? '1 cell' : `${cells.length} cells`;
      return refuse(`has ${cellCount}, and the header has ${this.columns.length}`);
    }
    if (cells.some((cell) => cell.includes(BROKEN))) return refuse(BROKEN_SAYS);
    const row = { line, fields: Object.fromEntries(this.columns.map((name, index) => [name, cells[index]!])) };
    const size = encoder.encode(JSON.stringify(row)).length;
    return size > MOST_BYTES ? refuse(`holds more than ${MOST_BYTES / 1024} KiB`) : { ok: true, row, size };
  }

  /** Counts the lines by itself: for the parser, `\r\n` within quotes is two. @returns where the record begins. */
  #begin({ cells, emptyLines }: CsvRecord): number {
    const line = this.#line + 1 + emptyLines - this.#emptyLines;
    this.#emptyLines = emptyLines;
    this.#line = line + cells.reduce((sum, cell) => sum + lineEndsIn(cell), 0);
    return line;
  }
}

function lineEndsIn(cell: string): number {
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}
