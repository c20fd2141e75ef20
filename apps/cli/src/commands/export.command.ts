import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.js';
import type { Terminal } from '../terminal.js';
import { findLead } from './find-lead.js';

export function addExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('everything that is kept of a person, as one JSON document')
    .argument('<person>', 'a lead id, an e-mail address, or part of a name')
    .action(async (words: string, _options, command: Command) => {
      const api = connect(command.optsWithGlobals<ConnectionOptions>(), terminal);
      const leadId = await findLead(api, words, terminal);
      terminal.print(JSON.stringify(await api.get<object>(`/api/leads/${leadId}/export`), null, 2));
    });
}
