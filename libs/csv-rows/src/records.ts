import { delimiterOf } from './delimiter.js';

/** The most characters of a record. A quote that is never closed would take in the rest of the file. */
const LONGEST_RECORD = 128 * 1024;

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Where in the file it ends. */
  readonly bytes: number;
  /** How many empty lines came before it. */
  readonly emptyLines: number;
}

/** `parse` of `csv-parse`, or of `csv-parse/browser/esm`. */
export type Parse = (options: ReturnType<typeof parserOptions>) => {
  write(bytes: Uint8Array, done: () => void): unknown;
  end(): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  resume(): unknown;
};

/**
 * The records of a file.
 * @param delimiter found out unless given.
 * @throws the parser's error, once the records before it were taken: as a stream, the parser would throw them away.
 */
export async function* csvRecords(
  parse: Parse,
  file: AsyncIterable<Uint8Array>,
  delimiter?: string,
): AsyncGenerator<CsvRecord> {
  let records: CsvRecord[] = [];
  let problem: Error | undefined;
  const take = (): CsvRecord[] => {
    const taken = records;
    records = [];
    return taken;
  };
  const parserFor = (head: Uint8Array) =>
    parse(
      parserOptions(delimiter ?? delimiterOf(new TextDecoder('latin1').decode(head)), (cells, info) => {
        records.push({ cells, bytes: info.bytes, emptyLines: info.empty_lines });
      }),
    );

  let parser: ReturnType<Parse> | undefined;
  let wakeUp = (): void => undefined;
  for await (const bytes of file) {
    if (parser === undefined) {
      parser = parserFor(bytes);
      parser.on('end', () => wakeUp());
      parser.on('error', (error) => {
        problem = error;
        wakeUp();
      });
      parser.resume();
    }
    await new Promise<void>((resolve) => {
      wakeUp = resolve;
      parser!.write(bytes, resolve);
    });
    yield* take();
    if (problem !== undefined) throw problem;
  }
  if (parser === undefined) return;
  await new Promise<void>((resolve) => {
    wakeUp = resolve;
    parser!.end();
  });
  yield* take();
  if (problem !== undefined) throw problem;
}

/** What is wrong with one row must not keep the others from being read. */
function parserOptions(
  delimiter: string,
  takeRecord: (cells: string[], info: { readonly bytes: number; readonly empty_lines: number }) => void,
) {
  return {
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    on_record: (...record: Parameters<typeof takeRecord>) => {
      takeRecord(...record);
      // Keeps it out of the stream.
      return null;
    },
  };
}
