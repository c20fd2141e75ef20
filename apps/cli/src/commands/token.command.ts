import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions, embeddedKey } from '../connection.js';
import { type Role, roles, signToken } from '../embedded/sign-token.js';
import type { Terminal } from '../terminal.js';

/** As routing lists them. */
interface ListedRep {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export function addToken(program: Command, terminal: Terminal): void {
  program
    .command('token')
    .description('print a token for the HTTP API, good for 12 hours (only for a Baton started here)')
    .addOption(new Option('--as <role>', 'who to be').choices(roles).makeOptionMandatory())
    .option('--rep <email or name>', 'with --as rep: which one; part of the name will do')
    .addHelpText('after', '\nExample:\n  curl -H "Authorization: Bearer $(npx baton token --as marketer)" http://127.0.0.1:8080/api/reporting/funnel')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions & { as: Role; rep?: string }>();
      if ((options.as === 'rep') !== (options.rep !== undefined)) {
        throw new CliError('--as rep and --rep <email or name> go together.', exitCodes.usage);
      }
      const key = await embeddedKey(terminal);
      const rep = options.rep === undefined ? null : await findRep(options.rep, options, terminal);
      const name = rep?.name ?? `${options.as} at the command line`;
      terminal.print(await signToken({ role: options.as, name, repId: rep?.id ?? null }, key, terminal.now()));
    });
}

async function findRep(words: string, options: ConnectionOptions, terminal: Terminal): Promise<ListedRep> {
  const reps = await connect(options, terminal).get<ListedRep[]>('/api/routing/reps');
  return pickRep(words, reps);
}

/** @throws CliError unless exactly one rep is meant. */
export function pickRep(words: string, reps: readonly ListedRep[]): ListedRep {
  const wanted = words.toLowerCase();
  const exact = reps.filter(({ id, name, email }) => [id, name, email].some((each) => each.toLowerCase() === wanted));
  const found = exact.length > 0 ? exact : reps.filter(({ name }) => name.toLowerCase().includes(wanted));
  const names = (list: readonly ListedRep[]) => list.map(({ name, email }) => `${name} (${email})`).join(', ');
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw new CliError(`“${words}” fits several reps: ${names(found)}.`, exitCodes.usage);
  throw new CliError(
    reps.length === 0 ? 'There are no reps yet.' : `No rep is called “${words}”. There are: ${names(reps)}.`,
    exitCodes.notFound,
  );
}
