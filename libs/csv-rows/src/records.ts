import { delimiterOf } from './delimiter.js';

/** The most characters of a record. A quote that is never closed would take in the rest of the file. */
const LONGEST_RECORD = 128 * 1024;

export interface CsvRecord {
  readonly cells: readonly string[];
  /** How much of the file had been read by then. */
  readonly bytes: number;
  /** How many empty lines came before it. */
  readonly emptyLines: number;
}

/** `parse` of `csv-parse`, or of `csv-parse/browser/esm`, which takes no bytes but its own. */
export type Parse = (options: ReturnType<typeof parserOptions>) => {
  write(text: string, done: () => void): unknown;
  end(): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  resume(): unknown;
};

/**
 * The records of a file. Bytes that are no text become U+FFFD.
 * @param delimiter found out unless given.
 * @throws the parser's error, once the records before it were taken: as a stream, the parser would throw them away.
 */
export async function* csvRecords(
  parse: Parse,
  file: AsyncIterable<Uint8Array>,
  delimiter?: string,
): AsyncGenerator<CsvRecord> {
  let parsing: Parsing | undefined;
  let decoder = new TextDecoder();
  let bytes = 0;
  for await (const part of file) {
    if (bytes === 0) decoder = new TextDecoder(encodingOf(part));
    bytes += part.length;
    const text = decoder.decode(part, { stream: true });
    if (text === '') continue;
    parsing ??= new Parsing(parse, delimiter ?? delimiterOf(text));
    yield* await parsing.write(text, bytes);
    parsing.throwProblem();
  }
  if (parsing === undefined) return;
  yield* await parsing.write(decoder.decode(), bytes);
  yield* await parsing.end(bytes);
  parsing.throwProblem();
}

/** A parser whose records are taken as they are found. */
class Parsing {
  readonly #parser: ReturnType<Parse>;
  #records: Array<Omit<CsvRecord, 'bytes'>> = [];
  #problem: Error | undefined;
  #wakeUp: () => void = () => undefined;

  constructor(parse: Parse, delimiter: string) {
    this.#parser = parse(
      parserOptions(delimiter, (cells, { empty_lines: emptyLines }) => {
        this.#records.push({ cells, emptyLines });
      }),
    );
    this.#parser.on('end', () => this.#wakeUp());
    this.#parser.on('error', (error) => {
      this.#problem = error;
      this.#wakeUp();
    });
    this.#parser.resume();
  }

  write(text: string, bytes: number): Promise<CsvRecord[]> {
    return this.#after(bytes, (done) => this.#parser.write(text, done));
  }

  end(bytes: number): Promise<CsvRecord[]> {
    return this.#after(bytes, () => this.#parser.end());
  }

  throwProblem(): void {
    if (this.#problem !== undefined) throw this.#problem;
  }

  async #after(bytes: number, act: (done: () => void) => void): Promise<CsvRecord[]> {
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
      act(resolve);
    });
    const taken = this.#records;
    this.#records = [];
    return taken.map((record) => ({ ...record, bytes }));
  }
}

/** By the mark at the beginning, which programs that write UTF-16 put there. */
function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** What is wrong with one row must not keep the others from being read. */
function parserOptions(
  delimiter: string,
  takeRecord: (cells: string[], info: { readonly empty_lines: number }) => void,
) {
  return {
    delimiter,
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
