import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import type { BatonApi } from '../http/baton-api.js';
import { type LeadStory, leadStoryText } from '../output/lead-story.js';
import { table } from '../output/table.js';
import type { Terminal } from '../terminal.js';

/** As reporting finds them. */
interface FoundLead {
  readonly leadId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly company: string | null;
  readonly state: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_SHOWN = 20;

export function addLead(program: Command, terminal: Terminal): void {
  program
    .command('lead')
    .description('the whole story of a lead so far, across all services')
    .argument('<id>', 'its id, an e-mail address, or part of a name')
    .option('--json', 'print what reporting answers')
    .action(async (words: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions & { json?: boolean }>();
      const api = connect(options, terminal);
      const leadId = UUID.test(words) ? words : await search(api, words, terminal);
      const story = await api.get<LeadStory>(`/api/reporting/leads/${leadId}/story`);
      terminal.print(options.json ? JSON.stringify(story, null, 2) : leadStoryText(story, terminal.paint));
    });
}

/** @throws CliError unless exactly one lead is meant; several are listed first. */
async function search(api: BatonApi, words: string, terminal: Terminal): Promise<string> {
  const query = new URLSearchParams({ query: words, limit: String(MOST_SHOWN + 1) });
  const { leads } = await api.get<{ leads: FoundLead[] }>(`/api/reporting/leads?${query}`);
  const exact = leads.filter(({ email }) => email?.toLowerCase() === words.toLowerCase());
  const meant = exact.length === 1 ? exact : leads;
  if (meant.length === 1) return meant[0]!.leadId;
  if (meant.length === 0) throw new CliError(`No lead fits “${words}”.`, exitCodes.notFound);
  terminal.print(foundText(meant.slice(0, MOST_SHOWN), terminal));
  const number = meant.length > MOST_SHOWN ? `More than ${MOST_SHOWN}` : String(meant.length);
  throw new CliError(`${number} leads fit “${words}”: ask for one of them by its id.`, exitCodes.usage);
}

function foundText(leads: readonly FoundLead[], { paint }: Terminal): string {
  return table(
    [{ title: 'id' }, { title: 'name' }, { title: 'e-mail' }, { title: 'company' }, { title: 'state' }],
    leads.map(({ leadId, name, email, company, state }) => [leadId, name ?? '–', email ?? '–', company ?? '–', state]),
    paint,
  );
}
