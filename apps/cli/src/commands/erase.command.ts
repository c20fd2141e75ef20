import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import type { BatonApi } from '../http/baton-api.js';
import type { Terminal } from '../terminal.js';
import { isLeadId } from './find-lead.js';

interface Options extends ConnectionOptions {
  readonly reason: string;
  readonly yes?: boolean;
}

interface Progress {
  /** Service → when it said that it has forgotten the person; null while it has not. */
  readonly confirmed: Readonly<Record<string, string | null>>;
}

const POLL_MS = 300;
const PATIENCE_MS = 60_000;
const HELP = `
Deletes what every service keeps of the person, for good; the numbers stay. Ctrl-C stops watching, not the erasure.`;

export function addErase(program: Command, terminal: Terminal): void {
  program
    .command('erase')
    .description('forget a person, in every service')
    .argument('<person>', 'a lead id or an e-mail address')
    .requiredOption('--reason <words>', 'why: it is kept, so name the request and not the person')
    .option('--yes', 'do not ask')
    .addHelpText('after', HELP)
    .action(async (person: string, _options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const api = connect(options, terminal);
      if (!options.yes) await makeSure(person, terminal);
      const whom = isLeadId(person) ? { leadId: person } : { email: person };
      const begun = await api.post<{ leadId: string; earlierIds: string[] }>('/api/ingest/erasures', {
        ...whom,
        reason: options.reason,
      });
      terminal.print(`ingest has forgotten ${begun.leadId}.`);
      await watch(api, [begun.leadId, ...begun.earlierIds], terminal);
      terminal.print('Every service has confirmed.');
    });
}

async function makeSure(person: string, { confirm }: Terminal): Promise<void> {
  if (!confirm) throw new CliError('Nobody is here to be asked: say --yes.', exitCodes.usage);
  const question = `Everything that is kept of ${person} is deleted for good, in every service. Do that?`;
  if (!(await confirm(question))) throw new CliError('Nothing was changed.', exitCodes.interrupted);
}

/** Says of each service when it has confirmed all ids that the person has had. */
async function watch(api: BatonApi, leadIds: readonly string[], terminal: Terminal): Promise<void> {
  const told = new Set<string>();
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  try {
    for (let waited = 0; ; waited += POLL_MS) {
      const all = await Promise.all(leadIds.map((id) => api.get<Progress>(`/api/ingest/erasures/${id}`)));
      const services = Object.keys(all[0]?.confirmed ?? {});
      const done = services.filter((service) => all.every(({ confirmed }) => confirmed[service]));
      for (const service of done.filter((each) => !told.has(each))) {
        told.add(service);
        terminal.print(`${service} has forgotten.`);
      }
      if (done.length === services.length) return;
      if (interrupted || waited >= PATIENCE_MS) {
        const missing = services.filter((service) => !told.has(service)).join(', ');
        throw new CliError(
          `Not confirmed yet by ${missing}. The same command goes on watching, with the id ${leadIds[0]}.`,
          interrupted ? exitCodes.interrupted : exitCodes.failed,
        );
      }
      await terminal.wait(POLL_MS);
    }
  } finally {
    stopListening();
  }
}
