import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import fc from 'fast-check';
import { refusedHeader, refusedLine, refusedOf } from './refused-rows.js';
import { type RowChunk, rowChunks } from './row-chunks.js';

const chunksOf = (parts: readonly Buffer[]) => rowChunks((options) => parse(options), Readable.from(parts));

async function read(...file: Array<string | Buffer>): Promise<RowChunk[]> {
  const chunks: RowChunk[] = [];
  for await (const chunk of chunksOf(file.map((part) => Buffer.from(part)))) chunks.push(chunk);
  return chunks;
}
const rowsIn = (chunks: readonly RowChunk[]) => chunks.flatMap(({ rows }) => rows);
const refusedIn = (chunks: readonly RowChunk[]) =>
  chunks.flatMap(({ refused }) => refused.map(({ line, because }) => `${line}: ${because}`));

describe('a CSV file', () => {
  it.each([
    ['commas', 'Email,Name\na@x.example,"Vik, Nora"\n'],
    ['semicolons', 'Email;Name\na@x.example;Vik, Nora\n'],
    ['tabs', 'Email\tName\na@x.example\tVik, Nora\n'],
    ['bars', 'Email|Name\r\na@x.example|Vik, Nora\r\n'],
    ['a byte order mark', '\uFEFFEmail;Name\r\na@x.example;Vik, Nora'],
    ['UTF-16', Buffer.from('\uFEFFEmail\tName\r\na@x.example\tVik, Nora\r\n', 'utf16le')],
  ])('is read with %s', async (_what, file) => {
    expect(rowsIn(await read(file))).toEqual([{ line: 2, fields: { Email: 'a@x.example', Name: 'Vik, Nora' } }]);
  });

  it('has its rows by the lines of a text editor', async () => {
    const file = 'Email,Note\r\na,"one\r\ntwo"\r\n\r\nb,"x\ny"\nc,\r\n';
    expect(rowsIn(await read(file)).map(({ line }) => line)).toEqual([2, 5, 7]);
  });

  it('keeps a letter whole that comes in two parts, and a quote within a cell', async () => {
    const [start, end] = [Buffer.from('Name,Size\nN'), Buffer.from('ø,5" pipe\n')];
    const rows = rowsIn(await read(start, end.subarray(0, 1), end.subarray(1)));
    expect(rows).toEqual([{ line: 2, fields: { Name: 'Nø', Size: '5" pipe' } }]);
  });

  it('has rows refused one by one, each with its line and why', async () => {
    const chunks = await read(
      'a,b\n1\n1,2,3\n',
      Buffer.from([0x31, 0x2c, 0xf8, 0x0a]),
      `"${'\u0001'.repeat(60_000)}",x\n3,4\n`,
    );
    expect(refusedIn(chunks)).toEqual([
      '2: has 1 cell, and the header has 2',
      '3: has 3 cells, and the header has 2',
      '4: is not UTF-8: save the file as “CSV UTF-8”',
      '5: holds more than 256 KiB',
    ]);
    expect(rowsIn(chunks).map(({ line }) => line)).toEqual([6]);
  });

  it.each([
    ['', 'The file is empty: its first line must name the columns.'],
    ['Email,Name, Email\n', 'Two columns are called “Email”: give one another name.'],
    [`${'x'.repeat(301)}\n`, 'A column has a name of more than 300 characters: is the first line the header?'],
    [Buffer.from([0xf8, 0x0a]), 'The header is not UTF-8: save the file as “CSV UTF-8”.'],
  ])('is no file of rows where it begins like %j', async (file, message) => {
    await expect(read(file)).rejects.toThrow(message);
  });

  it.each([20, 100_000])('ends at a quote that is never closed, %d rows before the end', async (rest) => {
    const chunks: RowChunk[] = [];
    const file = [Buffer.from(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(rest)}`)];
    const reading = async () => {
      for await (const chunk of chunksOf(file)) chunks.push(chunk);
    };
    await expect(reading()).rejects.toThrow('Line 3: a quote is opened here and not closed');
    expect(rowsIn(chunks)).toEqual([{ line: 2, fields: { a: '1', b: '2' } }]);
  });

  it('is the report of refused rows, mended, without what the report says about them', async () => {
    const chunks = await read('a,b\n1\n2,3\n');
    const report = [refusedHeader(['a', 'b']), ...refusedOf(chunks[0]!, { stored: 1, refused: [] }).map(refusedLine)];
    expect(rowsIn(await read(report.join('').replace(/1\r\n$/, '1,4')))).toEqual([
      { line: 2, fields: { a: '1', b: '4' } },
    ]);
  });

  it('gives columns without a name one by their number', async () => {
    expect(rowsIn(await read('a,,\n1,2,3\n'))[0]?.fields).toEqual({ a: '1', 'Column 2': '2', 'Column 3': '3' });
  });

  it('comes in chunks of 500 rows and half a megabyte, each with how far it reaches', async () => {
    const file = `a,b\n${'1,2\n'.repeat(1_200)}`;
    const chunks = await read(file);
    expect(chunks.map(({ rows, lastLine }) => [rows.length, lastLine])).toEqual([
      [500, 501],
      [500, 1001],
      [200, 1201],
    ]);
    expect(chunks.at(-1)!.bytes).toBe(Buffer.byteLength(file));
    const large = await read(`a\n${`${'x'.repeat(100_000)}\n`.repeat(12)}`);
    expect(large.map(({ rows }) => rows.length)).toEqual([5, 5, 2]);
  });

  it('comes back as whatever was written', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\uFFFD'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (cells) => {
        const quoted = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
        const rows = rowsIn(await read(`a,b\r\n${quoted.join('\r\n')}`));
        expect(rows.map(({ fields }) => [fields['a'], fields['b']])).toEqual(cells);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
