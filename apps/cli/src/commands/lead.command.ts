import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.js';
import { type LeadStory, leadStoryText } from '../output/lead-story.js';
import type { Terminal } from '../terminal.js';
import { findLead } from './find-lead.js';

export function addLead(program: Command, terminal: Terminal): void {
  program
    .command('lead')
    .description('the whole story of a lead so far, across all services')
    .argument('<id>', 'its id, an e-mail address, or part of a name')
    .option('--json', 'print what reporting answers')
    .action(async (words: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions & { json?: boolean }>();
      const api = connect(options, terminal);
      const leadId = await findLead(api, words, terminal);
      const story = await api.get<LeadStory>(`/api/reporting/leads/${leadId}/story`);
      terminal.print(options.json ? JSON.stringify(story, null, 2) : leadStoryText(story, terminal.paint));
    });
}
