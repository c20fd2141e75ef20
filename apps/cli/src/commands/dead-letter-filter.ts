import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.js';
import type { DeadLetterFilter } from '../http/dead-letters-api.js';

export interface FilterOptions {
  readonly reason?: string;
  readonly topic?: string;
  readonly text?: string;
  readonly since?: string;
  readonly until?: string;
  readonly event?: string;
  readonly about?: string;
}

/** Options that narrow down which dead letters are meant. */
export function withFilter(command: Command): Command {
  return command
    .addOption(
      new Option('--reason <reason>', 'why it failed').choices(['UNREADABLE', 'SCHEMA', 'REFUSED', 'FAILED']),
    )
    .option('--topic <topic>', 'where it came from: a topic, or “delivery”')
    .option('--text <words>', 'part of what the error says')
    .option('--since <time>', 'not older than this day or instant, e.g. 2026-03-02T08:00Z')
    .option('--until <time>', 'older than this')
    .option('--event <id>', 'this event')
    .option('--about <id>', 'whom it is about, e.g. a lead');
}

/** @throws CliError where a time cannot be read. */
export function filterIn({
  reason,
  topic,
  text,
  since,
  until,
  event,
  about,
}: FilterOptions): DeadLetterFilter {
  const fields = {
    reason,
    topic,
    text,
    since: since === undefined ? undefined : instant('--since', since),
    until: until === undefined ? undefined : instant('--until', until),
    eventId: event,
    subject: about,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

function instant(option: string, text: string): string {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new CliError(
    `${option} ${text} is no time: give a day or an instant, such as 2026-03-02T08:00Z.`,
    exitCodes.usage,
  );
}
