import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { backtestFile, type BacktestPlan } from '../backtest/backtest-file.js';
import { readBacktestMap } from '../backtest/backtest-map.js';
import { type LeadFile, readLeadFile } from '../backtest/lead-file.js';
import { CliError, exitCodes } from '../cli-error.js';
import { asFileError } from '../file-error.js';
import { backtestText } from '../output/backtest-text.js';
import { curveSvg } from '../output/curve-svg.js';
import { showProgress } from '../output/show-progress.js';
import type { Terminal } from '../terminal.js';

interface Options {
  readonly label: string;
  readonly order: string;
  readonly positive?: string;
  readonly identity?: string;
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly map?: string;
  readonly delimiter?: string;
  readonly svg?: string;
  readonly json?: boolean;
}

/** A file that is done in a moment needs no bar. */
const SLOW_BYTES = 4_000_000;
/** Of a hundred parts of the work. */
const READING = 30;
const HELP = `
The older 70 % of the rows teach a points table, the newest 30 % judge it. No running Baton is needed, and nothing leaves
this machine. Columns that seem to know the end are left out; so are dates, numbers of records, names and free text.
COLUMNS are separated by commas, and both options may be given more than once.`;

export function addBacktest(program: Command, terminal: Terminal): void {
  const collect = (value: string, before: readonly string[]) => [...before, value];
  program
    .command('backtest')
    .description('see on a CSV file of past leads what a learned points table would have kept')
    .argument('<file>')
    .requiredOption('--label <column>', 'how a lead ended')
    .requiredOption('--order <column>', 'when it came: a date, or a number that rises')
    .option('--positive <value>', 'what the label says of a win (found out where it is plain)')
    .option('--exclude <columns>', 'columns not to learn from', collect, [])
    .option(
      '--include <columns>',
      'columns to learn from, even though they seem to know the end',
      collect,
      [],
    )
    .option('--identity <column>', 'who a lead is of: nobody is judged whom the table has learned from')
    .option(
      '--map <file>',
      'what you know of the columns (JSON): fit, engagement, titles, blank, firstTouch, changedAt',
    )
    .option('--delimiter <character>', 'what stands between the columns (found out, unless told)')
    .option('--svg <file>', 'where to draw share sent against wins kept')
    .option('--json', 'print everything, with the whole table')
    .addHelpText('after', HELP)
    .action(async (path: string, options: Options) => {
      const bar = options.json ? () => undefined : showProgress(terminal, '% done');
      const file = await readLeadFile(path, options.delimiter, (read, bytes) => {
        if (bytes > SLOW_BYTES) bar(Math.floor((READING * read) / bytes), 100);
      });
      const report = backtestFile(file, await planOf(options, file), (share) => {
        if (file.bytes > SLOW_BYTES) bar(READING + Math.floor((100 - READING) * share), 100);
      });
      if (options.svg !== undefined) await write(options.svg, curveSvg(report.judgement, basename(path)));
      terminal.print(options.json ? JSON.stringify(report, null, 2) : backtestText(report, terminal.paint));
      if (options.svg !== undefined && !options.json)
        terminal.print(`\nThe curve is drawn in ${options.svg}.`);
    });
}

/** @throws CliError */
async function planOf(options: Options, { columns }: LeadFile): Promise<BacktestPlan> {
  const [label, order] = [columns.find(options.label), columns.find(options.order)];
  if (label === order) throw new CliError(`--label and --order are both “${label}”.`, exitCodes.usage);
  const identity = options.identity === undefined ? undefined : columns.find(options.identity);
  const [exclude, include] = [columns.findAll(options.exclude), columns.findAll(options.include)];
  const both = exclude.find((name) => include.includes(name));
  if (both !== undefined) throw new CliError(`“${both}” is both excluded and included.`, exitCodes.usage);
  const { positive } = options;
  return {
    label,
    order,
    positive,
    identity,
    exclude,
    include,
    map: await readBacktestMap(options.map, columns),
  };
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw asFileError(error, path);
  }
}
