/** What could not be handled: a Kafka record, or something from a queue of the service's own. */
export type DeadLetterOrigin =
  | { readonly kind: 'record'; readonly topic: string; readonly partition: number; readonly offset: string }
  | { readonly kind: 'delivery'; readonly deliveryId: string };

/**
 * `UNREADABLE`: no envelope or no JSON; `SCHEMA`: breaks its schema; `REFUSED`: the domain says no;
 * `FAILED`: failed several times alone for a reason nobody foresaw.
 */
export type DeadLetterReason = 'UNREADABLE' | 'SCHEMA' | 'REFUSED' | 'FAILED';

export type DeadLetterState = 'open' | 'replayed' | 'closed';

export interface DeadLetterSummary {
  readonly id: string;
  readonly origin: DeadLetterOrigin;
  readonly eventId: string | null;
  readonly subject: string | null;
  readonly reason: DeadLetterReason;
  /** The error's message as of the latest attempt. */
  readonly message: string;
  readonly attempts: number;
  readonly state: DeadLetterState;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
}

export interface DeadLetter extends DeadLetterSummary {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly stack: string | null;
}

/** Which dead letters are meant; what is left out does not narrow. */
export interface DeadLetterFilter {
  readonly reason?: DeadLetterReason;
  /** Where it came from: a topic, or `delivery` for what came from the service's own queue. */
  readonly topic?: string;
  /** Part of the error's message, in whatever case. */
  readonly text?: string;
  /** Not older than this. */
  readonly since?: Date;
  /** Older than this. */
  readonly until?: Date;
  readonly eventId?: string;
  /** Whom it is about, e.g. a lead's id. */
  readonly subject?: string;
}

/** How many dead letters share a reason and a place of origin. */
export interface DeadLetterGroup {
  readonly reason: DeadLetterReason;
  /** A topic, or `delivery`. */
  readonly topic: string;
  readonly count: number;
  readonly oldest: Date;
}

/** Somebody looked at a body with its personal data. */
export interface DeadLetterView {
  readonly by: string;
  readonly at: Date;
}

export interface DeadLetterToRecord {
  readonly origin: DeadLetterOrigin;
  readonly key?: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly eventId?: string | null;
  readonly subject?: string | null;
  readonly reason: DeadLetterReason;
  /** What was thrown; its message and stack are kept. */
  readonly error: unknown;
  readonly attempts: number;
}
