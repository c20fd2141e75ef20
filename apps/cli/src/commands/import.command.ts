import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { asFileError } from '../file-error.js';
import type { BatonApi } from '../http/baton-api.js';
import { createSource, findSource, giveMap, type ListedSource } from '../import/find-source.js';
import { chunksOf, importFile } from '../import/import-file.js';
import { type ImportState, readImportState, removeImportState } from '../import/import-state.js';
import { RefusedReport } from '../import/refused-report.js';
import { RowSender } from '../import/row-sender.js';
import { type RowReading, rowReadingsText } from '../output/row-readings.js';
import { showProgress } from '../output/show-progress.js';
import type { Terminal } from '../terminal.js';

interface Options extends ConnectionOptions {
  readonly source: string;
  readonly create?: boolean;
  readonly map?: string;
  readonly delimiter?: string;
  readonly report?: string;
  readonly dryRun?: boolean;
}

const PREVIEWED = 5;
const HELP = `
The first line names the columns. Without a map, columns with the usual names are read: Email, First name, Company, …
Ctrl-C stops; the same command goes on from there. Importing a file again adds nothing.`;

export function addImport(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description('take the rows of a CSV file in as leads')
    .argument('<file>')
    .requiredOption('--source <id or name>', 'what the leads are credited to')
    .option('--create', 'make a source of this name, if there is none')
    .option('--map <file>', 'a field map (JSON) that says which column is what; the source keeps it')
    .option('--delimiter <character>', 'what stands between the columns (found out, unless told)')
    .option('--report <file>', 'where refused rows are written (<file>.refused.csv, unless told)')
    .option('--dry-run', `show how the first ${PREVIEWED} rows would be read, and send nothing`)
    .addHelpText('after', HELP)
    .action(async (path: string, _options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const api = connect(options, terminal);
      try {
        await (options.dryRun ? preview(path, options, api, terminal) : run(path, options, api, terminal));
      } catch (error) {
        throw asFileError(error, path);
      }
    });
}

async function preview(path: string, options: Options, api: BatonApi, terminal: Terminal): Promise<void> {
  const fieldMap = (await mapIn(options.map)) ?? (await findSource(api, options.source))?.fieldMap ?? null;
  for await (const { rows: all, refused } of chunksOf(path, options.delimiter)) {
    const rows = all.slice(0, PREVIEWED);
    const body = { fieldMap, rows };
    const sent =
      rows.length === 0 ? [] : (await api.post<{ rows: RowReading[] }>('/api/ingest/rows/preview', body)).rows;
    const readings = [...sent, ...refused.map((row) => ({ ok: false as const, ...row }))];
    const first = readings.sort((one, other) => one.line - other.line).slice(0, PREVIEWED);
    terminal.print(rowReadingsText(first, terminal.paint));
    terminal.print('\nNothing was sent.');
    return;
  }
  terminal.print('There are no rows in it.');
}

async function run(path: string, options: Options, api: BatonApi, terminal: Terminal): Promise<void> {
  const reportPath = options.report ?? `${path}.refused.csv`;
  if (resolve(reportPath) === resolve(path))
    throw new CliError('--report is the file itself: give another name.', exitCodes.usage);
  const { size } = await stat(path);
  const file = await fingerprintOf(path);
  const source = await sourceFor(options, api, terminal);

  const begin: ImportState = { file, sourceId: source.id, line: 0, sent: 0, refused: 0, reportBytes: 0 };
  const earlier = await readImportState(path, begin);
  if (earlier) terminal.print(`Going on after line ${earlier.line}.`);

  let isStopped = false;
  const stopListening = terminal.onInterrupt(() => (isStopped = true));
  const report = await RefusedReport.open(reportPath, earlier?.reportBytes ?? 0);
  const show = showProgress(terminal, 'kB');
  try {
    const end = await importFile(path, earlier ?? begin, {
      chunks: chunksOf(path, options.delimiter),
      sender: new RowSender(api, terminal, { sourceId: source.id, file }),
      report,
      isStopped: () => isStopped,
      show: (bytes) => show(Math.ceil(bytes / 1_000), Math.ceil(size / 1_000)),
    });
    if (isStopped) {
      throw new CliError(`Stopped after line ${end.line}: the same command goes on from there.`, exitCodes.interrupted);
    }
    await removeImportState(path);
    terminal.print(endOf(end, reportPath, api, terminal));
    if (end.refused > 0) process.exitCode = exitCodes.failed;
  } finally {
    stopListening();
    await report.close();
  }
}

async function sourceFor(options: Options, api: BatonApi, terminal: Terminal): Promise<ListedSource> {
  const fieldMap = await mapIn(options.map);
  const found = await findSource(api, options.source);
  if (found === null) {
    if (options.create) return createSource(api, options.source, fieldMap);
    throw new CliError(`No source for files is called “${options.source}”: --create makes one.`, exitCodes.notFound);
  }
  if (fieldMap !== null && (await giveMap(api, found, fieldMap))) {
    terminal.print(`From now on, ${found.name} is read by ${options.map}.`);
  }
  return found;
}

/** @returns null where none is given. */
async function mapIn(path: string | undefined): Promise<unknown> {
  if (path === undefined) return null;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CliError(`${path} is not JSON: ${error.message}`, exitCodes.usage);
    throw asFileError(error, path);
  }
}

async function fingerprintOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function endOf({ sent, refused }: ImportState, reportPath: string, { url }: BatonApi, { paint }: Terminal): string {
  const lines = [`${sent} ${sent === 1 ? 'row' : 'rows'} sent, ${refused} refused.`];
  if (refused > 0) lines.push(paint('warn', `The refused ones, with line and reason, are in ${reportPath}.`));
  lines.push(
    `The leads are at ${url}/leads; whatever cannot become one is listed by \`npx baton dead-letters --service ingest\`.`,
  );
  return lines.join('\n');
}
