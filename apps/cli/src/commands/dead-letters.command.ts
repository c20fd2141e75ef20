import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import type { BatonApi } from '../http/baton-api.js';
import { deadLettersText, deadLetterText, type InService, type ListedDeadLetter, type ShownDeadLetter } from '../output/dead-letters.js';
import { type Service, services } from '../services.js';
import type { Terminal } from '../terminal.js';

interface Options extends ConnectionOptions {
  readonly service?: Service;
  readonly state: string;
  readonly json?: boolean;
  readonly note: string;
  readonly all?: boolean;
}

/** The most that a service lists at once. */
const PAGE = 500;

export function addDeadLetters(program: Command, terminal: Terminal): void {
  const group = program
    .command('dead-letters')
    .description('what could not be handled: see it, try it again, or close it with a note');
  const service = () => new Option('--service <name>', 'only this service (all, unless told)').choices(services);
  const run = (work: (api: BatonApi, options: Options, ids: string[]) => Promise<void>) => {
    return async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<Options>();
      await work(connect(options, terminal), options, command.args);
    };
  };

  group
    .command('list', { isDefault: true })
    .description('the newest first')
    .addOption(service())
    .addOption(new Option('--state <state>', 'which ones').choices(['open', 'replayed', 'closed']).default('open'))
    .option('--json', 'print them as JSON')
    .action(
      run(async (api, options) => {
        const found = await listed(api, options);
        terminal.print(options.json ? JSON.stringify(found, null, 2) : deadLettersText(found, terminal.paint));
      }),
    );

  group
    .command('show')
    .description('everything about one, except its body')
    .argument('<id>')
    .addOption(service())
    .option('--json', 'print it as JSON')
    .action(
      run(async (api, options, [id]) => {
        const found = await find(api, options, id!);
        terminal.print(options.json ? JSON.stringify(found, null, 2) : deadLetterText(found, terminal.paint));
      }),
    );

  group
    .command('replay')
    .description('do again what failed, once its cause is mended')
    .argument('[ids...]')
    .addOption(service())
    .option('--all', 'every open one')
    .action(run((api, options, ids) => replay(api, options, ids, terminal)));

  group
    .command('close')
    .description('leave it undone for good')
    .argument('<id>')
    .requiredOption('--note <words>', 'why nothing more has to be done')
    .addOption(service())
    .action(
      run(async (api, options, [id]) => {
        const { service: owner } = await find(api, options, id!);
        await api.post(`/api/${owner}/dead-letters/${id}/close`, { note: options.note });
        terminal.print(`${id} is closed.`);
      }),
    );
}

/** One that fails again does not keep the others from being tried. */
async function replay(api: BatonApi, options: Options, ids: readonly string[], terminal: Terminal): Promise<void> {
  if ((ids.length > 0) === (options.all === true)) {
    throw new CliError('Say which: one or more ids, or --all.', exitCodes.usage);
  }
  const letters = options.all
    ? // The oldest first: what came later about a lead builds on it.
      (await listed(api, { ...options, state: 'open' })).reverse()
    : await Promise.all(ids.map((id) => find(api, options, id)));
  let failed = 0;
  for (const { service, letter } of letters) {
    try {
      await api.post(`/api/${service}/dead-letters/${letter.id}/replay`);
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

async function listed(api: BatonApi, { service, state }: Options): Promise<InService<ListedDeadLetter>[]> {
  const asked = service === undefined ? services : [service];
  const lists = await Promise.all(
    asked.map(async (name) => {
      const letters = await api.get<ListedDeadLetter[]>(`/api/${name}/dead-letters?state=${state}&limit=${PAGE}`);
      return letters.map((letter) => ({ service: name, letter }));
    }),
  );
  return lists.flat().sort((one, other) => Date.parse(other.letter.createdAt) - Date.parse(one.letter.createdAt));
}

/** Looks in every service, because an id does not tell whose it is. */
async function find(api: BatonApi, { service }: Options, id: string): Promise<InService<ShownDeadLetter>> {
  const asked = service === undefined ? services : [service];
  const answers = await Promise.all(
    asked.map(async (name) => {
      try {
        const letter = await api.get<ShownDeadLetter>(`/api/${name}/dead-letters/${encodeURIComponent(id)}`);
        return { service: name, letter };
      } catch (error) {
        if (error instanceof CliError && error.exitCode === exitCodes.notFound) return null;
        throw error;
      }
    }),
  );
  const found = answers.find((answer) => answer !== null);
  if (found) return found;
  throw new CliError(`No dead letter has the id ${id}. \`npx baton dead-letters list\` shows them.`, exitCodes.notFound);
}
