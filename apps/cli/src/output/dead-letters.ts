import type { Service } from '../services.js';
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

export type ShownBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'masked'; readonly json: unknown }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'base64'; readonly base64: string };

export interface ShownDeadLetter extends ListedDeadLetter {
  readonly masked: boolean;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly stack: string | null;
  readonly bodyBytes: number;
  readonly body: ShownBody;
  /** Who has looked at it unmasked, the latest first. */
  readonly views: readonly { readonly by: string; readonly at: string }[];
}

/** Open ones that share a reason and a place of origin. */
export interface DeadLetterGroup {
  readonly reason: string;
  readonly topic: string;
  readonly count: number;
  readonly oldest: string;
}

/** A replay of many. */
export interface ReplayRun {
  readonly id: string;
  readonly state: 'running' | 'done' | 'stopped';
  readonly perSecond: number;
  readonly total: number;
  readonly done: number;
  readonly replayed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface InService<Letter> {
  readonly service: Service;
  readonly letter: Letter;
}

const LONGEST_MESSAGE = 80;

/** @param timeZone the machine's own unless told. */
export function deadLettersText(
  found: readonly InService<ListedDeadLetter>[],
  paint: Paint,
  timeZone?: string,
): string {
  if (found.length === 0) return 'There are none.';
  return table(
    [
      { title: 'service' },
      { title: 'id' },
      { title: 'since' },
      { title: 'state' },
      { title: 'reason' },
      { title: 'from' },
      { title: 'message' },
    ],
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

export function deadLetterText(
  { service, letter }: InService<ShownDeadLetter>,
  paint: Paint,
  timeZone?: string,
): string {
  const facts: Array<readonly [string, string | null]> = [
    ['id', letter.id],
    ['service', service],
    [
      'state',
      letter.settledBy
        ? `${letter.state} by ${letter.settledBy}, ${wallTime(letter.settledAt ?? '', timeZone)}`
        : letter.state,
    ],
    ['note', letter.note],
    ['reason', letter.reason],
    ['message', letter.message],
    ['from', originText(letter.origin)],
    ['event', letter.eventId],
    ['about', letter.subject],
    ['since', wallTime(letter.createdAt, timeZone)],
    ['attempts', String(letter.attempts)],
    [
      'seen',
      letter.views.length === 0 ? null : letter.views.map((view) => viewText(view, timeZone)).join(', '),
    ],
    ['key', letter.key],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  const headers = Object.entries(letter.headers);
  return [
    pairs(known, paint),
    ...(headers.length === 0 ? [] : ['', paint('quiet', 'Headers'), pairs(headers, paint)]),
    ...(letter.stack === null ? [] : ['', paint('quiet', 'Stack'), letter.stack]),
    '',
    paint('quiet', `Body, ${letter.bodyBytes} bytes${letter.masked ? ', personal data hidden' : ''}`),
    bodyText(letter.body),
  ].join('\n');
}

export function groupsText(
  groups: readonly (DeadLetterGroup & { readonly service: string })[],
  paint: Paint,
  timeZone?: string,
): string {
  if (groups.length === 0) return 'There are none.';
  return table(
    [
      { title: 'service' },
      { title: 'reason' },
      { title: 'from' },
      { title: 'open', align: 'right' },
      { title: 'oldest' },
    ],
    groups.map(({ service, reason, topic, count, oldest }) => [
      service,
      reason,
      topic,
      String(count),
      wallTime(oldest, timeZone),
    ]),
    paint,
  );
}

export function runsText(
  runs: readonly (ReplayRun & { readonly service: string })[],
  paint: Paint,
  timeZone?: string,
): string {
  if (runs.length === 0) return 'There are none.';
  const counts = ['total', 'replayed', 'failed', 'skipped'] as const;
  return table(
    [
      ...['service', 'id', 'started', 'by', 'state'].map((title) => ({ title })),
      ...counts.map((title) => ({ title, align: 'right' as const })),
    ],
    runs.map((run) => [
      run.service,
      run.id,
      wallTime(run.startedAt, timeZone),
      run.startedBy,
      run.state === 'running' ? paint('warn', run.state) : run.state,
      ...counts.map((name) => String(run[name])),
    ]),
    paint,
  );
}

function viewText({ by, at }: { readonly by: string; readonly at: string }, timeZone?: string): string {
  return `unmasked by ${by}, ${wallTime(at, timeZone)}`;
}

function bodyText(body: ShownBody): string {
  switch (body.kind) {
    case 'none':
      return 'It has none.';
    case 'hidden':
      return 'It is no JSON, so nothing of it can be shown safely: --unmasked shows it.';
    case 'masked':
      return JSON.stringify(body.json, null, 2);
    case 'text':
      return body.text;
    case 'base64':
      return `No text; in base64: ${body.base64}`;
  }
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
