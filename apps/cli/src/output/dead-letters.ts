import type { Paint } from './paint.js';
import { table } from './table.js';
import { wallTime } from './times.js';

export type DeadLetterOrigin =
  | { readonly kind: 'record'; readonly topic: string; readonly partition: number; readonly offset: string }
  | { readonly kind: 'delivery'; readonly deliveryId: string };

/** As a service lists it. */
export interface ListedDeadLetter {
  readonly id: string;
  readonly origin: DeadLetterOrigin;
  readonly eventId: string | null;
  readonly subject: string | null;
  readonly reason: string;
  readonly message: string;
  readonly attempts: number;
  readonly state: string;
  readonly note: string | null;
  readonly createdAt: string;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
}

export interface ShownDeadLetter extends ListedDeadLetter {
  readonly headers: Readonly<Record<string, string>>;
  readonly stack: string | null;
  readonly valueBytes: number;
}

export interface InService<Letter> {
  readonly service: string;
  readonly letter: Letter;
}

const LONGEST_MESSAGE = 80;

/** @param timeZone the machine's own unless told. */
export function deadLettersText(found: readonly InService<ListedDeadLetter>[], paint: Paint, timeZone?: string): string {
  if (found.length === 0) return 'There are none.';
  return table(
    [{ title: 'service' }, { title: 'id' }, { title: 'since' }, { title: 'state' }, { title: 'reason' }, { title: 'from' }, { title: 'message' }],
    found.map(({ service, letter }) => [
      service,
      letter.id,
      wallTime(letter.createdAt, timeZone),
      letter.state === 'open' ? paint('warn', letter.state) : letter.state,
      letter.reason,
      originText(letter.origin),
      shortened(letter.message),
    ]),
    paint,
  );
}

export function deadLetterText({ service, letter }: InService<ShownDeadLetter>, paint: Paint, timeZone?: string): string {
  const facts: Array<readonly [string, string | null]> = [
    ['id', letter.id],
    ['service', service],
    ['state', letter.settledBy ? `${letter.state} by ${letter.settledBy}, ${wallTime(letter.settledAt ?? '', timeZone)}` : letter.state],
    ['note', letter.note],
    ['reason', letter.reason],
    ['message', letter.message],
    ['from', originText(letter.origin)],
    ['event', letter.eventId],
    ['about', letter.subject],
    ['since', wallTime(letter.createdAt, timeZone)],
    ['attempts', String(letter.attempts)],
    ['body', `${letter.valueBytes} bytes, kept in the database of ${service}`],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  const headers = Object.entries(letter.headers);
  return [
    pairs(known, paint),
    ...(headers.length === 0 ? [] : ['', paint('quiet', 'Headers'), pairs(headers, paint)]),
    ...(letter.stack === null ? [] : ['', paint('quiet', 'Stack'), letter.stack]),
  ].join('\n');
}

export function originText(origin: DeadLetterOrigin): string {
  return origin.kind === 'record'
    ? `${origin.topic}, partition ${origin.partition}, offset ${origin.offset}`
    : `delivery ${origin.deliveryId}`;
}

function pairs(entries: readonly (readonly [string, string])[], paint: Paint): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${paint('quiet', name.padEnd(width))}  ${value}`).join('\n');
}

function shortened(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ');
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}
