import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { type DeadLetterChoice, DeadLettersApi } from '../http/dead-letters-api.js';
import { deadLettersText, deadLetterText, groupsText, runsText } from '../output/dead-letters.js';
import { type Service, services } from '../services.js';
import type { Terminal } from '../terminal.js';
import { filterIn, type FilterOptions, withFilter } from './dead-letter-filter.js';
import { type RunInService, watchReplays } from './watch-replays.js';

interface Options extends ConnectionOptions, FilterOptions {
  readonly service?: Service;
  readonly state: string;
  readonly limit: number;
  readonly json?: boolean;
  readonly unmasked?: boolean;
  readonly note: string;
  readonly all?: boolean;
  readonly perSecond?: number;
  readonly run?: string[];
}

/** The most that a service lists at once. */
const MOST = 500;
const SAY_WHICH = 'Say which: one or more ids, a filter such as --topic, or --all.';
const RUNS_HELP =
  '\nMany are replayed by the services themselves: Ctrl-C stops watching, not the replay. --run watches one again.';

export function addDeadLetters(program: Command, terminal: Terminal): void {
  const group = program
    .command('dead-letters')
    .description('what could not be handled: see it, try it again, or close it with a note');
  const command = (name: string, description: string, { isDefault = false } = {}) =>
    group
      .command(name, { isDefault })
      .description(description)
      .addOption(new Option('--service <name>', 'only this service (all, unless told)').choices(services));
  const run = (work: (api: DeadLettersApi, options: Options, ids: string[]) => Promise<void>) => {
    return async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<Options>();
      await work(new DeadLettersApi(connect(options, terminal), options.service), options, command.args);
    };
  };
  const tell = (options: Options, found: unknown, text: () => string) =>
    terminal.print(options.json ? JSON.stringify(found, null, 2) : text());

  withFilter(command('list', 'the newest first', { isDefault: true }))
    .addOption(
      new Option('--state <state>', 'which ones').choices(['open', 'replayed', 'closed']).default('open'),
    )
    .option('--limit <number>', `how many at most, up to ${MOST}`, wholeNumber(MOST), 100)
    .option('--json', 'print them as JSON')
    .action(
      run(async (api, options) => {
        const { limit, state } = options;
        const all = await api.list({ ...filterIn(options), state }, limit);
        const found = all.slice(0, limit);
        tell(options, found, () => deadLettersText(found, terminal.paint));
        if (found.length === limit && !options.json) {
          terminal.print(`The newest ${limit}: a filter such as --topic narrows them, --limit shows more.`);
        }
      }),
    );

  withFilter(command('summary', 'how many are open, by service, reason and topic'))
    .option('--json', 'print it as JSON')
    .action(
      run(async (api, options) => {
        const groups = await api.groups(filterIn(options));
        tell(options, groups, () => groupsText(groups, terminal.paint));
      }),
    );

  command('show', 'everything about one, with personal data hidden')
    .argument('<id>')
    .option('--unmasked', 'with personal data; it is written down who looked')
    .option('--json', 'print it as JSON')
    .action(
      run(async (api, options, [id]) => {
        const found = await (options.unmasked ? api.findUnmasked(id!) : api.find(id!));
        tell(options, found, () => deadLetterText(found, terminal.paint));
      }),
    );

  withFilter(command('replay', 'do again what failed, once its cause is mended'))
    .argument('[ids...]')
    .option('--all', 'every open one')
    .option(
      '--per-second <number>',
      'how many a second at most, in each service (50 unless told)',
      wholeNumber(200),
    )
    .option('--run <ids...>', 'watch replays that go on')
    .option('--json', 'print how it ended as JSON')
    .addHelpText('after', RUNS_HELP)
    .action(
      run(async (api, options, ids) => {
        if (options.run) return end(await watch(api, await findRuns(api, options.run), options), options);
        const choice = choiceIn(ids, options);
        if ('ids' in choice) return replayEach(api, choice.ids, terminal);
        const begun = await beginRuns(api, choice, options.perSecond, terminal);
        if (begun.length > 0) end(await watch(api, begun, options), options);
      }),
    );
  /** Whoever reads JSON wants nothing else in it. */
  const watch = (api: DeadLettersApi, runs: readonly RunInService[], { json }: Options) =>
    watchReplays(api, runs, json ? { ...terminal, redraw: null, print: () => undefined } : terminal);
  const end = (runs: RunInService[], options: Options) => {
    tell(options, runs, () => runs.map((ended) => endOf(ended)).join('\n'));
    if (runs.some(({ failed, state }) => failed > 0 || state === 'stopped'))
      process.exitCode = exitCodes.failed;
  };

  command('runs', 'replays of many, the newest first')
    .option('--json', 'print them as JSON')
    .action(
      run(async (api, options) => {
        const runs = await api.runs();
        tell(options, runs, () => runsText(runs, terminal.paint));
      }),
    );

  command('stop', 'end replays early; what they have not come to stays open')
    .argument('<runs...>')
    .action(
      run(async (api, _options, ids) => {
        for (const { service, id } of await findRuns(api, ids)) {
          terminal.print(endOf({ service, ...(await api.stopRun(service, id)) }));
        }
      }),
    );

  withFilter(command('close', 'leave them undone for good'))
    .argument('[ids...]')
    .option('--all', 'every open one')
    .requiredOption('--note <words>', 'why nothing more has to be done')
    .action(run((api, options, ids) => close(api, choiceIn(ids, options), options.note, terminal)));
}

/** @throws CliError unless it is clear which ones are meant: `--all` must be said, and only where nothing else is. */
function choiceIn(ids: readonly string[], options: Options): DeadLetterChoice {
  const filter = filterIn(options);
  const said = [ids.length > 0, Object.keys(filter).length > 0, options.all === true].filter(Boolean);
  if (said.length !== 1) throw new CliError(SAY_WHICH, exitCodes.usage);
  return ids.length > 0 ? { ids } : { filter };
}

/** One that fails again does not keep the others from being tried. */
async function replayEach(api: DeadLettersApi, ids: readonly string[], terminal: Terminal): Promise<void> {
  const letters = await Promise.all(ids.map((id) => api.find(id)));
  let failed = 0;
  for (const { service, letter } of letters) {
    try {
      await api.replay(service, letter.id);
      terminal.print(`${letter.id} ${terminal.paint('good', 'replayed')}`);
    } catch (error) {
      if (!(error instanceof CliError) || error.exitCode !== exitCodes.failed) throw error;
      failed++;
      terminal.print(`${letter.id} ${terminal.paint('bad', 'failed')}: ${error.message}`);
    }
  }
  terminal.print(`${letters.length - failed} replayed, ${failed} failed again.`);
  if (failed > 0) process.exitCode = exitCodes.failed;
}

/** Begins a replay in each service that has any. One that is busy does not keep the others from theirs. */
async function beginRuns(
  api: DeadLettersApi,
  choice: { readonly filter: Readonly<Record<string, string>> },
  perSecond: number | undefined,
  terminal: Terminal,
): Promise<RunInService[]> {
  const owners = new Set((await api.groups(choice.filter)).map(({ service }) => service));
  if (owners.size === 0) terminal.print('There are none.');
  const begun: RunInService[] = [];
  for (const service of owners) {
    try {
      begun.push({ service, ...(await api.beginRun(service, choice, perSecond)) });
    } catch (error) {
      if (!(error instanceof CliError) || error.exitCode !== exitCodes.failed) throw error;
      terminal.print(`${service} ${terminal.paint('bad', 'begins none')}: ${error.message}`);
      process.exitCode = exitCodes.failed;
    }
  }
  return begun;
}

const findRuns = (api: DeadLettersApi, ids: readonly string[]) =>
  Promise.all(ids.map((id) => api.findRun(id)));

function endOf({ service, state, total, done, replayed, failed, skipped }: RunInService): string {
  const stopped = state === 'stopped' ? ` Stopped with ${total - done} left.` : '';
  return `${service}: ${replayed} replayed, ${failed} failed again, ${skipped} settled meanwhile.${stopped}`;
}

async function close(
  api: DeadLettersApi,
  choice: DeadLetterChoice,
  note: string,
  terminal: Terminal,
): Promise<void> {
  const chosen = new Map<Service, DeadLetterChoice>();
  if ('filter' in choice) {
    for (const { service } of await api.groups(choice.filter)) chosen.set(service, choice);
  } else {
    const found = await Promise.all(choice.ids.map((id) => api.find(id)));
    for (const [service, letters] of Map.groupBy(found, (each) => each.service)) {
      chosen.set(service, { ids: letters.map(({ letter }) => letter.id) });
    }
  }
  let closed = 0;
  for (const [service, ofService] of chosen) closed += await api.close(service, ofService, note);
  terminal.print(closed === 0 ? 'None of them was open.' : `${closed} closed.`);
}

const wholeNumber = (most: number) => (text: string) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
};
