import { CliError, exitCodes } from '../cli-error.js';
import type { BatonApi } from '../http/baton-api.js';
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

export const isLeadId = (words: string): boolean => UUID.test(words);

/**
 * @param words an id, an e-mail address, or part of a name.
 * @throws CliError unless exactly one lead is meant; several are listed first.
 */
export async function findLead(api: BatonApi, words: string, terminal: Terminal): Promise<string> {
  return isLeadId(words) ? words : search(api, words, terminal);
}

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
