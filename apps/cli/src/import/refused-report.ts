import { type FileHandle, open, rm } from 'node:fs/promises';
import { refusedHeader, refusedLine, type RefusedRow } from '@baton/csv-rows';

/** The rows that were refused, as a CSV file. */
export class RefusedReport {
  readonly path: string;
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(path: string, file: FileHandle, bytes: number) {
    this.path = path;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** @param bytes as many of an earlier report are kept. */
  static async open(path: string, bytes: number): Promise<RefusedReport> {
    const file = await open(path, bytes === 0 ? 'w' : 'a');
    const kept = Math.min(bytes, (await file.stat()).size);
    // What an interrupted import added after it last noted how far it was comes again.
    await file.truncate(kept);
    return new RefusedReport(path, file, kept);
  }

  get bytes(): number {
    return this.#bytes;
  }

  async add(columns: readonly string[], rows: readonly RefusedRow[]): Promise<void> {
    const header = this.#bytes === 0 ? refusedHeader(columns) : '';
    const { bytesWritten } = await this.#file.write(header + rows.map(refusedLine).join(''));
    this.#bytes += bytesWritten;
  }

  /** A report of nothing is not kept. */
  async close(): Promise<void> {
    await this.#file.close();
    if (this.#bytes === 0) await rm(this.path);
  }
}
