import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { type ReplayedDecision, replayedDecisionsText } from '../output/replayed-decisions.js';
import type { Terminal } from '../terminal.js';
import { findLead } from './find-lead.js';

export function addReplay(program: Command, terminal: Terminal): void {
  const replay = program.command('replay').description('do again what was done before, from what it stood on');
  replay
    .command('score')
    .description('make every decision about a lead again as of its time, and compare it byte for byte')
    .argument('<lead>', 'its id, an e-mail address, or part of a name')
    .option('--json', 'print what scoring answers')
    .action(async (words: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions & { json?: boolean }>();
      const api = connect(options, terminal);
      const leadId = await findLead(api, words, terminal);
      const decisions = await api.get<ReplayedDecision[]>(`/api/scoring/replays/${leadId}`);
      terminal.print(options.json ? JSON.stringify(decisions, null, 2) : replayedDecisionsText(decisions, terminal.paint));
      const others = decisions.filter(({ same }) => same === false).length;
      if (others > 0) throw new CliError(`${others} of ${decisions.length} decisions come out otherwise: --json shows how.`);
    });
}
