/**
 * Places in the protocol at which a process may be told to die, known by the SQL that is about to be run or has just
 * been answered.
 */
export const crashPoints = {
  'before the outbox insert': { sql: 'INSERT INTO outbox_events', moment: 'before' },
  'before COMMIT': { sql: 'COMMIT', moment: 'before' },
  'between COMMIT and acknowledgement': { sql: 'COMMIT', moment: 'after' },
  'in the middle of a batch': { sql: 'INSERT INTO inbox_events', moment: 'after' },
  'between reading the outbox and producing': { sql: 'SELECT seq, id, topic', moment: 'after' },
  'between producing and moving the cursor': { sql: 'UPDATE outbox_cursor', moment: 'before' },
  'after moving the cursor': { sql: 'UPDATE outbox_cursor', moment: 'after' },
  'between storing a webhook and answering it': { sql: 'INSERT INTO deliveries', moment: 'after' },
} as const;
export type CrashPoint = keyof typeof crashPoints;

/** What a process is told to do, as JSON in a file named after its pid. */
export type Order =
  | { readonly do: 'crash'; readonly at: CrashPoint; readonly occurrence: number }
  | { readonly do: 'skew clock'; readonly ms: number };
